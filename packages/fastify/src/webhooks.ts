import { verifyNodeRequestWebhook } from '@acme/backend/node-http';
import type { RawBodyRequest, VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import type { FastifyRequest } from 'fastify';

export { WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and returns its event. Give the route its raw body with a content type parser (`parseAs: 'buffer'`), or as
 * `request.rawBody`; a parsed body works as long as the delivery is compact JSON, as the service sends it.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if there is no body
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
 * fastify.post('/webhooks', async (request) => (await verifyWebhook(request)).type);
 */
export function verifyWebhook(
  request: FastifyRequest & RawBodyRequest,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  return verifyNodeRequestWebhook(request, options);
}
