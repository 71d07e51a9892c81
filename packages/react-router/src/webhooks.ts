import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { environment } from './environment.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event.
 * @param request - of the action of a resource route; its body must not have been read
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * export async function action({ request }: Route.ActionArgs) {
 *   const event = await verifyWebhook(request);
 *   return Response.json({ type: event.type });
 * }
 */
export function verifyWebhook(request: Request, options: VerifyWebhookOptions = {}): Promise<WebhookEvent> {
  return verifyWebWebhook(request, options, environment());
}
