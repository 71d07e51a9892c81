export { verifyNodeRequestWebhook as verifyWebhook } from '@acme/backend/node-http';
export { isWebhookVerificationError, WebhookVerificationError } from '@acme/backend/webhooks';
export type * from '@acme/backend/webhooks';
