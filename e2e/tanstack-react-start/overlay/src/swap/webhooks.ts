import type * as ours from '@acme/tanstack-react-start/webhooks';
import { load } from './swaps';

export const { verifyWebhook } = (await load('@acme/tanstack-react-start/webhooks')) as typeof ours;
