import { swap } from './swaps.js';

/** Whether the column uses the client half. */
export const hasClientHalf = swap('#client', false, true);
