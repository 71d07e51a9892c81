export { ClerkExpressWithAuth, users } from '@clerk/clerk-sdk-node';
export * from '@clerk/clerk-sdk-node';
