import { verifyWebhookDelivery, type VerifyWebhookOptions, type WebhookEvent } from '@acme/backend/webhooks';
import type { Context } from 'hono';
import { bindingsOf } from './bindings.js';

export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and gives its event. The body may have been read with `c.req` before.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', async (c) => c.text((await verifyWebhook(c)).type));
 */
export async function verifyWebhook(c: Context, options: VerifyWebhookOptions = {}): Promise<WebhookEvent> {
  const body = await c.req.text();
  return verifyWebhookDelivery(
    { header: (name) => c.req.raw.headers.get(name), body },
    { signingSecret: options.signingSecret ?? bindingsOf(c)['CLERK_WEBHOOK_SIGNING_SECRET'] },
  );
}
