export type { WebhookEvent } from '@acme/express/webhooks';
export type { User } from '@acme/express';
export { clerkClient, verifyToken } from '@acme/express';
export { type EmailWebhookEvent as Mail } from '@acme/express/webhooks';
