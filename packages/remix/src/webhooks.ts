import { platformEnvironment } from '@acme/backend/full-stack';
import { verifyWebWebhook } from '@acme/backend/web';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import { bindingsOf } from './remix-environment.js';
import type { RequestArgs } from './request-args.js';

export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event, in the action of a resource route.
 * @param given - the request, or all arguments of the action, with which the secret may also come from the bindings of a worker
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * export const action = async (args: ActionFunctionArgs) => json({ type: (await verifyWebhook(args)).type });
 */
export function verifyWebhook(given: Request | RequestArgs, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  const isArgs = 'request' in given;
  const bindings = isArgs ? bindingsOf(given.context) : {};
  return verifyWebWebhook(isArgs ? given.request : given, options, { ...platformEnvironment(), ...bindings });
}
