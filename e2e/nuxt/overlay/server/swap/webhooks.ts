import * as ours from '@acme/nuxt/webhooks';
import * as official from '@clerk/nuxt/webhooks';
import type { H3Event } from 'h3';
import { isSwapped } from './swaps';

// The official package has a name of its own for this variable.
const signingSecret = process.env['CLERK_WEBHOOK_SIGNING_SECRET'];

export const verifyWebhook = isSwapped('@acme/nuxt/webhooks')
  ? (event: H3Event) => official.verifyWebhook(event, { signingSecret })
  : ours.verifyWebhook;
