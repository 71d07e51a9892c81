import { clerkClient } from '@acme/express';
import { users } from '@clerk/clerk-sdk-node';

export { clerkClient as clerk, users };
