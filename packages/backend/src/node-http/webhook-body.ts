import type { IncomingHttpHeaders } from 'node:http';
import { WebhookVerificationError } from '../errors.js';
import { verifyWebhookDelivery, type VerifyWebhookOptions } from '../webhook/verify-webhook.js';
import type { WebhookEvent } from '../wire/webhook-event.js';

/**
 * Verifies a delivery that a Node.js framework has read.
 * @param body - as the framework gives it: bytes or text exactly as they came. A parsed object is written as JSON again, which is
 *   right for the service's own deliveries and for nothing else.
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 */
export function verifyNodeWebhook(
  headers: IncomingHttpHeaders,
  body: unknown,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : value?.[0];
  };
  return verifyWebhookDelivery({ header, body: textOf(body) }, options);
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (typeof body === 'object' && body !== null) return JSON.stringify(body);
  throw new WebhookVerificationError(
    'webhook_body_unavailable',
    'The body of the delivery is not there. Give the route the raw body: in Express `express.raw({ type: "application/json" })`, in Fastify a content type parser with `parseAs: "buffer"`.',
  );
}
