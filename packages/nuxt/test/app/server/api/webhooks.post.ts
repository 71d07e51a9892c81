import { isWebhookVerificationError, verifyWebhook } from '@acme/nuxt/webhooks';
import { createError, defineEventHandler, readBody } from 'h3';

export default defineEventHandler(async (event) => {
  await readBody(event);
  try {
    return { type: (await verifyWebhook(event)).type };
  } catch (error) {
    if (!isWebhookVerificationError(error)) throw error;
    throw createError({ statusCode: 400, message: error.code });
  }
});
