export type { WebhookEvent, User } from '@clerk/clerk-sdk-node';
export { clerkClient, verifyToken, type EmailWebhookEvent as Mail } from '@clerk/clerk-sdk-node';
