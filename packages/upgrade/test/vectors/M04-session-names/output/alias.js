import { clerkMiddleware } from '@acme/express';

export const use = (app) => app.use(clerkMiddleware());
