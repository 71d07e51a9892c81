import { clerkClient } from '@clerk/clerk-sdk-node';

export const claims = (token: string) => clerkClient.base.verifySessionToken(token);
