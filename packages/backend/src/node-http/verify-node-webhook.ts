import type { IncomingHttpHeaders } from 'node:http';
import { deliveryHeader } from '../webhook/delivery-header.js';
import { bodyUnavailable, rawText, type RawBodyRequest } from '../webhook/read-raw-body.js';
import { verifyWebhookDelivery, type VerifyWebhookOptions } from '../webhook/verify-webhook.js';
import type { WebhookEvent } from '../wire/webhook-event.js';

/** A request of a Node.js framework whose body has been read. */
export interface NodeWebhookRequest extends RawBodyRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body?: unknown;
}

/**
 * Verifies a delivery that a Node.js framework has read.
 * @param body - as the framework returns it: bytes or text exactly as received. A parsed object is serialized as JSON again, which fits
 *   the service's own deliveries and no others.
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 */
export async function verifyNodeWebhook(
  headers: IncomingHttpHeaders,
  body: unknown,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const raw = rawText(body);
  const delivery = {
    header: (name: string) => deliveryHeader(headers, name),
    body: raw ?? rewritten(body),
    isRewritten: raw === undefined,
  };
  return verifyWebhookDelivery(delivery, options);
}

/**
 * Verifies a webhook and returns its event. Give the route its raw body (Express: `express.raw({ type: 'application/json' })`, Fastify: a
 * content type parser with `parseAs: 'buffer'`), or keep it as `rawBody` of the request, which is read first. A parsed body works as long as
 * the delivery is compact JSON, as the service sends it.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', express.raw({ type: 'application/json' }), async (req, res) => {
 *   const event = await verifyWebhook(req);
 * });
 * @example
 * fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
 * fastify.post('/webhooks', async (request) => (await verifyWebhook(request)).type);
 */
export function verifyNodeRequestWebhook(
  { headers, rawBody, body }: NodeWebhookRequest,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  return verifyNodeWebhook(headers, rawText(rawBody) ?? body, options);
}

function rewritten(body: unknown): string {
  // Some parsers leave an empty object if they have read nothing.
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) {
    throw bodyUnavailable('The body of the delivery is not there.');
  }
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw bodyUnavailable('The body of the delivery was parsed and cannot be written again.', cause);
  }
}
