import { verifyWebhook } from '@acme/react-router/webhooks';
import type { ActionFunctionArgs } from 'react-router';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
export async function action({ request }: ActionFunctionArgs) {
  try {
    const event = await verifyWebhook(request);
    return Response.json({ received: event.type });
  } catch {
    return Response.json({ error: 'The signature is not good.' }, { status: 400 });
  }
}
