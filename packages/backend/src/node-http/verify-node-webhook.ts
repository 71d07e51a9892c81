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
 * @param body - as the framework gives it: bytes or text exactly as they came. A parsed object is written as JSON again, which is
 *   right for the service's own deliveries and for nothing else.
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
 * Verifies a delivery of a request: of its `rawBody`, if something has kept it, else of its `body`.
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 */
export function verifyNodeRequestWebhook(
  { headers, rawBody, body }: NodeWebhookRequest,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  return verifyNodeWebhook(headers, rawText(rawBody) ?? body, options);
}

function rewritten(body: unknown): string {
  // Some parsers leave an empty object where they have read nothing.
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) {
    throw bodyUnavailable('The body of the delivery is not there.');
  }
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw bodyUnavailable('The body of the delivery was parsed and cannot be written again.', cause);
  }
}
