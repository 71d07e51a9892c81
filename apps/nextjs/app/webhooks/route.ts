import { verifyWebhook } from '@acme/nextjs/webhooks';
import type { NextRequest } from 'next/server';

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them.
export async function POST(request: NextRequest) {
  try {
    const event = await verifyWebhook(request);
    return Response.json({ received: event.type });
  } catch {
    return Response.json({ error: 'The signature is not good.' }, { status: 400 });
  }
}
