import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { readRawBody, type H3Event } from 'h3';
import { environment } from './environment.js';
import { isBodyUsed } from './kept-body.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event. The body may have been read with `readBody(event)` before.
 * @param options - `signingSecret`; default NUXT_CLERK_WEBHOOK_SIGNING_SECRET or CLERK_WEBHOOK_SIGNING_SECRET, also from the runtime configuration
 *   and the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * // server/api/webhooks.post.ts
 * export default defineEventHandler(async (event) => ({ type: (await verifyWebhook(event)).type }));
 */
export function verifyWebhook(event: H3Event, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  // h3 keeps what was read, so the request itself may be used up.
  const text = async () => (await readRawBody(event)) ?? '';
  return verifyWebWebhook({ headers: event.headers, bodyUsed: isBodyUsed(event), text }, options, environment());
}
