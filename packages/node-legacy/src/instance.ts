import { noteDeprecation } from './note-deprecation.js';

noteDeprecation();

export { Clerk as default, Clerk } from './clerk.js';
