import { verifyNodeRequestWebhook } from '@acme/backend/node-http';
import type { RawBodyRequest, VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import type { Request } from 'express';

export { WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event. Give the route its raw body: `express.raw({ type: 'application/json' })`, or keep it as
 * `req.rawBody`, which is read first; a parsed body works as long as the delivery is compact JSON, as the service sends it.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', express.raw({ type: 'application/json' }), async (req, res) => {
 *   const event = await verifyWebhook(req);
 * });
 */
export function verifyWebhook(req: Request & RawBodyRequest, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  return verifyNodeRequestWebhook(req, options);
}
