export { isWebhookVerificationError, WebhookVerificationError, type WebhookVerificationErrorCode } from './errors.js';
export type { RawBodyRequest } from './webhook/read-raw-body.js';
export {
  verifyWebhook,
  verifyWebhookDelivery,
  type VerifyWebhookOptions,
  type WebhookDelivery,
} from './webhook/verify-webhook.js';
export type * from './wire/webhook-event.js';
