export { clerkClient, default as clerk } from '@clerk/clerk-sdk-node';
