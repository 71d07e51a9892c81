import { verifyWebhook } from '@acme/nuxt/webhooks';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
export default defineEventHandler(async (event) => {
  try {
    const { type } = await verifyWebhook(event);
    return { received: type };
  } catch {
    setResponseStatus(event, 400);
    return { error: 'The signature is not good.' };
  }
});
