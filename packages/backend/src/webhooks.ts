export { WebhookVerificationError, type WebhookVerificationErrorCode } from './errors.js';
export type { RawBodyRequest } from './webhook/raw-body.js';
export {
  verifyWebhook,
  verifyWebhookDelivery,
  type VerifyWebhookOptions,
  type WebhookDelivery,
} from './webhook/verify-webhook.js';
export type * from './wire/webhook-event.js';
