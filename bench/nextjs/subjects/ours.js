import { auth, clerkMiddleware } from '@acme/nextjs/server';

export const proxy = clerkMiddleware();

export const readUser = async () => (await auth()).userId;
