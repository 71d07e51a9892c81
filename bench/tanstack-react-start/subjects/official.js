import { auth, clerkMiddleware } from '@clerk/tanstack-react-start/server';

export const middleware = () => [clerkMiddleware()];

export const userOf = async () => (await auth()).userId;
