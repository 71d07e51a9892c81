import type { SMSWebhookEvent, WebhookEvent } from '@acme/express/webhooks';
import { Unheard } from '@clerk/clerk-sdk-node';
export type { WebhookEvent };
export { type SMSWebhookEvent as Sms, Unheard };
