import { verifyNodeWebhook } from '@acme/backend/node-http';
import type { VerifyWebhookOptions, WebhookEvent } from '@acme/backend/webhooks';
import type { FastifyRequest } from 'fastify';

export type * from '@acme/backend/webhooks';

/**
 * Verifies a webhook and gives its event. Give the route its raw body with a content type parser (`parseAs: 'buffer'`), or as
 * `request.rawBody`; a parsed body works as long as the delivery is compact JSON, as the service sends it.
 * @param options - `signingSecret`; default CLERK_WEBHOOK_SIGNING_SECRET
 * @throws {WebhookVerificationError} with the `code` of the refusal
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
 * fastify.post('/webhooks', async (request) => (await verifyWebhook(request)).type);
 */
export function verifyWebhook(
  request: FastifyRequest & { readonly rawBody?: unknown },
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  return verifyNodeWebhook(request.headers, request.rawBody ?? request.body, options);
}
