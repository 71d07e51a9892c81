import { isWebhookVerificationError, verifyWebhook } from '@acme/nextjs/webhooks';

export async function POST(request) {
  try {
    const { type } = await verifyWebhook(request);
    return Response.json({ type });
  } catch (error) {
    if (isWebhookVerificationError(error)) return Response.json({ code: error.code }, { status: 400 });
    throw error;
  }
}
