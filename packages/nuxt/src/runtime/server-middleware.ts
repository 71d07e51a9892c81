import { clerkMiddleware } from '../clerk-middleware.js';

/** What the module registers. */
export default clerkMiddleware();
