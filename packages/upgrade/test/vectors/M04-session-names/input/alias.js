import { ClerkWithSession } from '@clerk/clerk-sdk-node';

export const use = (app) => app.use(ClerkWithSession());
