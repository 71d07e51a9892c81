import { clerkClient } from '@clerk/clerk-sdk-node';

export const skewed = (token) => clerkClient.verifyToken(token, { clockSkewInSeconds: 5 });
export const keyed = (token) => clerkClient.verifyToken(token, { apiKey: process.env.OTHER_KEY, authorizedParties: [] });
