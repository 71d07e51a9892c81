import { Clerk } from '@clerk/backend';
import { wrap } from './wrap.js';

export { Clerk };
export const make = wrap(Clerk);
export type Made = ReturnType<typeof Clerk>;
