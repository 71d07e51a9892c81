import { verifyWebhook } from '@acme/remix/webhooks';
import type { ActionFunctionArgs } from '@remix-run/node';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
export async function action(args: ActionFunctionArgs) {
  try {
    const event = await verifyWebhook(args);
    return Response.json({ received: event.type });
  } catch {
    return Response.json({ error: 'The signature is not good.' }, { status: 400 });
  }
}
