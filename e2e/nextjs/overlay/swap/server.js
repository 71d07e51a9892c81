import * as ours from '@acme/nextjs/server';
import * as official from '@clerk/nextjs/server';
import { swap } from './swaps.js';

export const { auth, buildClerkProps, clerkClient, clerkMiddleware, currentUser, getAuth } = swap(
  '@acme/nextjs/server',
  ours,
  official,
);
