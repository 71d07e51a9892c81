import { clerkClient } from '@acme/express';
import { Unknown } from '@clerk/clerk-sdk-node';

/** @type {import('@acme/express').User} */
export const user = undefined;
export const path = require.resolve('@clerk/clerk-sdk-node/package.json');
export default { sdk: clerkClient, Unknown };
