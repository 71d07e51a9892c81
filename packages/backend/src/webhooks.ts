export { WebhookVerificationError, type WebhookVerificationErrorCode } from './errors.js';
export {
  verifyWebhook,
  verifyWebhookDelivery,
  type VerifyWebhookOptions,
  type WebhookDelivery,
  type WebhookEvent,
} from './webhook/verify-webhook.js';
