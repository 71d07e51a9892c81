import { verifyNodeRequestWebhook } from '@acme/backend/node-http';
import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { nextEnvironment } from './next-environment.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

type NodeRequest = Parameters<typeof verifyNodeRequestWebhook>[0];

const isWebRequest = (request: Request | NodeRequest): request is Request => request.headers instanceof Headers;

/**
 * Verifies a webhook and returns its event: in a route handler, or in an API route of the Pages Router, where the body parser must be on, as
 * it is by default.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * export async function POST(request: NextRequest) {
 *   const event = await verifyWebhook(request);
 *   return Response.json({ type: event.type });
 * }
 */
export async function verifyWebhook(
  request: Request | NodeRequest,
  options: VerifyWebhookOptions = {},
): Promise<WebhookEvent> {
  if (!isWebRequest(request)) return verifyNodeRequestWebhook(request, options);
  return verifyWebWebhook(request, options, nextEnvironment());
}
