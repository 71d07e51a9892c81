import { clerkClient } from '@clerk/clerk-sdk-node';

clerkClient.__unstable_options.secretKey = 'x';
export const decide = async (options: object) => {
  const state = await clerkClient.authenticateRequest(options);
  return state.isInterstitial || state.isUnknown;
};
