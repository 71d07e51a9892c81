export { WebhookEvent } from '@clerk/clerk-sdk-node';
