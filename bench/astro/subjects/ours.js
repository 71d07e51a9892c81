import { clerkMiddleware } from '@acme/astro/server';

export const onRequest = clerkMiddleware();

export const readUser = ({ locals }) => locals.auth().userId;
