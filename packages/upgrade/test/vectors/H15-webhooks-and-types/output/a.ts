import type { UserResource } from '@clerk/types';
import { verifyWebhook } from '@acme/backend/webhooks';
import something from '@clerk/backend/unknown';
import { clerkClient } from '@acme/nextjs/server';

export { verifyWebhook, something, clerkClient, type UserResource };
