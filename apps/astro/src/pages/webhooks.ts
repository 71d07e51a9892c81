import { verifyWebhook } from '@acme/astro/webhooks';
import type { APIRoute } from 'astro';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
export const POST: APIRoute = async (context) => {
  try {
    const event = await verifyWebhook(context);
    return Response.json({ received: event.type });
  } catch {
    return Response.json({ error: 'The signature is not good.' }, { status: 400 });
  }
};
