import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import type { RequestHandler } from 'express';
import { type Request } from 'express';

export const authenticate = ClerkExpressWithAuth();
export type Keys = keyof (RequestHandler | Request);
