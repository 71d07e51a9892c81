import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { environment } from './environment.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook in an endpoint and returns its event.
 * @param context - of the endpoint, or its request; the body must not have been read
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET, also from the bindings of the platform
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * export const POST: APIRoute = async (context) => Response.json({ type: (await verifyWebhook(context)).type });
 */
export function verifyWebhook(
  context: Request | { readonly request: Request },
  options: VerifyWebhookOptions = {},
): Promise<WebhookEvent> {
  const request = context instanceof Request ? context : context.request;
  return verifyWebWebhook(request, options, environment());
}
