import { noteDeprecation } from './deprecation.js';

noteDeprecation();

export { Clerk as default, Clerk } from './clerk.js';
