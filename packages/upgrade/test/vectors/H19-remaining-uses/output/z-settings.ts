import { clerkClient } from '@acme/express';

clerkClient.__unstable_options.secretKey = 'x';
export const decide = async (options: object) => {
  const state = await clerkClient.authenticateRequest(options);
  return state.isInterstitial || state.isUnknown;
};
