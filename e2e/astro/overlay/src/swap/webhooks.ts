import * as ours from '@acme/astro/webhooks';
import * as official from '@clerk/astro/webhooks';
import type { APIContext } from 'astro';
import { isSwapped } from './swaps';

export const verifyWebhook = isSwapped('@acme/astro/webhooks')
  ? ({ request }: APIContext) => official.verifyWebhook(request)
  : ours.verifyWebhook;
