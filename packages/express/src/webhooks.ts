import { verifyNodeWebhook } from '@acme/backend/node-http';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import type { Request } from 'express';

export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and gives its event. Give the route its raw body: `express.raw({ type: 'application/json' })`.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', express.raw({ type: 'application/json' }), async (req, res) => {
 *   const event = await verifyWebhook(req);
 * });
 */
export function verifyWebhook(req: Request, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  return verifyNodeWebhook(req.headers, req.body, options);
}
