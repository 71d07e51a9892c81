import { verifyWebWebhook } from '@acme/backend/web';
import type { RawBodyRequest, VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import type { Context } from 'hono';
import { bindingsOf } from './bindings-of.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event. The body may have been read with `c.req` before.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', async (c) => c.text((await verifyWebhook(c)).type));
 */
export function verifyWebhook(c: Context, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  const { headers, rawBody }: Request & RawBodyRequest = c.req.raw;
  // Hono keeps what was read with `c.req`, so the request itself may be used up.
  return verifyWebWebhook({ headers, rawBody, text: () => c.req.text() }, options, bindingsOf(c));
}
