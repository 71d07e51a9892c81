import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { startEnvironment } from './start-environment.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook in a server route and returns its event.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * export const Route = createFileRoute('/webhooks')({
 *   server: { handlers: { POST: async ({ request }) => Response.json({ type: (await verifyWebhook(request)).type }) } },
 * });
 */
export function verifyWebhook(request: Request, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  return verifyWebWebhook(request, options, startEnvironment());
}
