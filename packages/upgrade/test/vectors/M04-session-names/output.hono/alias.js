import { clerkMiddleware } from '@acme/hono';

export const use = (app) => app.use('*', clerkMiddleware());
