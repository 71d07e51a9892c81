import sdk from '@clerk/clerk-sdk-node';
import { Unknown, Other as Another, clerkClient } from '@clerk/clerk-sdk-node';

/** @type {import('@clerk/clerk-sdk-node').User} */
export const user = undefined;
export const path = require.resolve('@clerk/clerk-sdk-node/package.json');
export default { sdk, Unknown };
