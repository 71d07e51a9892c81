import * as ours from '@acme/nextjs/webhooks';
import * as official from '@clerk/nextjs/webhooks';
import { swap } from './swaps.js';

export const { verifyWebhook } = swap('@acme/nextjs/webhooks', ours, official);
