import { WebhookEvent, type SMSWebhookEvent, Unheard } from '@clerk/clerk-sdk-node';
export type { WebhookEvent };
export { type SMSWebhookEvent as Sms, Unheard };
