import { createClerkClient } from '@acme/backend';
import { wrap } from './wrap.js';

export { createClerkClient as Clerk };
export const make = wrap(createClerkClient);
export type Made = ReturnType<typeof createClerkClient>;
