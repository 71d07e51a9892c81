import type { WebhookEvent } from '@acme/express/webhooks';
export const kind = (e: WebhookEvent) => e.type;
