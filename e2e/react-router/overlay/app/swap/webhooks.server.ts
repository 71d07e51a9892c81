import type * as ours from '@acme/react-router/webhooks';
import { load } from './swaps.server';

export const { verifyWebhook } = (await load('@acme/react-router/webhooks')) as typeof ours;
