import { verifyWebhook } from '@acme/nextjs/webhooks';

export default async function handler(request, response) {
  const { type } = await verifyWebhook(request);
  response.json({ type });
}
