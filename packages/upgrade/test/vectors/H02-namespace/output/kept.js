import { clerkMiddleware } from '@acme/express';
import * as sdk from '@clerk/clerk-sdk-node';

app.use(clerkMiddleware());
export const all = Object.keys(sdk);
