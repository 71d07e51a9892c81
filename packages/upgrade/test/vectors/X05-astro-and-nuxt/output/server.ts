import { clerkClient, clerkMiddleware } from '@acme/nuxt/server';
import type { WebhookEvent } from '@acme/nuxt/webhooks';
import { isClerkAPIResponseError } from '@clerk/nuxt/errors';
vi.mock('@acme/nuxt/server', () => ({ clerkClient: vi.fn() }));
export default clerkMiddleware();
