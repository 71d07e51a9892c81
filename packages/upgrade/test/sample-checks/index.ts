import { official } from './official.js';
import { retiredElsewhere } from './retired-elsewhere.js';
import { retiredExpress } from './retired-express.js';
import type { Sample } from './sample.js';

/** All servers of the corpus. */
export const samples: readonly Sample[] = [...retiredExpress, ...retiredElsewhere, ...official];
