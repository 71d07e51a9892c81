import { readRawBody } from '@acme/backend/adapter';
import {
  verifyWebhookDelivery,
  type RawBodyRequest,
  type VerifyWebhookOptions,
  type WebhookEvent,
} from '@acme/backend/webhooks';
import type { Context } from 'hono';
import { bindingsOf } from './bindings.js';

export { WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and gives its event. The body may have been read with `c.req` before.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * app.post('/webhooks', async (c) => c.text((await verifyWebhook(c)).type));
 */
export async function verifyWebhook(c: Context, options: VerifyWebhookOptions = {}): Promise<WebhookEvent> {
  const { rawBody }: Request & RawBodyRequest = c.req.raw;
  // Hono remembers what was read with `c.req`, so the request itself may be used up.
  const body = await readRawBody({ rawBody, text: () => c.req.text() });
  return verifyWebhookDelivery(
    { header: (name) => c.req.raw.headers.get(name), body },
    { ...options, signingSecret: options.signingSecret ?? bindingsOf(c)['CLERK_WEBHOOK_SIGNING_SECRET'] },
  );
}
