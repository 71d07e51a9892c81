import { clerkMiddleware } from '#server';

export default clerkMiddleware();
