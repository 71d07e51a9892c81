import { clerkClient, clerkMiddleware } from '@clerk/nuxt/server';
import type { WebhookEvent } from '@clerk/nuxt/webhooks';
import { isClerkAPIResponseError } from '@clerk/nuxt/errors';
vi.mock('@clerk/nuxt/server', () => ({ clerkClient: vi.fn() }));
export default clerkMiddleware();
