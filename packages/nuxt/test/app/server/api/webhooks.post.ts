import { verifyWebhook } from '@acme/nuxt/webhooks';
import { defineEventHandler, readBody } from 'h3';

export default defineEventHandler(async (event) => {
  await readBody(event);
  return { type: (await verifyWebhook(event)).type };
});
