import { verifyWebhook } from '@acme/tanstack-react-start/webhooks';
import { createFileRoute } from '@tanstack/react-router';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
async function receive({ request }: { readonly request: Request }) {
  try {
    const event = await verifyWebhook(request);
    return Response.json({ received: event.type });
  } catch {
    return Response.json({ error: 'The signature is not good.' }, { status: 400 });
  }
}

export const Route = createFileRoute('/webhooks')({ server: { handlers: { POST: receive } } });
