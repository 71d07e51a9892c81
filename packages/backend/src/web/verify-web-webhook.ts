import type { Environment } from '../options.js';
import { deliveryHeader } from '../webhook/delivery-header.js';
import { readRawBody, type UnreadBody } from '../webhook/read-raw-body.js';
import { verifyWebhookDelivery, type VerifyWebhookOptions } from '../webhook/verify-webhook.js';
import type { WebhookEvent } from '../wire/webhook-event.js';

/** A Fetch API request, or what a framework offers in its place to read its body once more. */
export interface WebWebhookRequest extends UnreadBody {
  readonly headers: Pick<Headers, 'get'>;
}

/**
 * Verifies a delivery that came as a Fetch API request.
 * @param bindings - environment of the platform, which has the signing secret if the options have none
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if something else has read the body
 */
export async function verifyWebWebhook(
  request: WebWebhookRequest,
  options: VerifyWebhookOptions = {},
  bindings: Environment = {},
): Promise<WebhookEvent> {
  const body = await readRawBody(request);
  return verifyWebhookDelivery(
    { header: (name) => deliveryHeader(request.headers, name), body },
    {
      ...options,
      signingSecret: options.signingSecret ?? bindings['CLERK_WEBHOOK_SIGNING_SECRET'],
      secretKey: options.secretKey ?? bindings['CLERK_SECRET_KEY'],
    },
  );
}
