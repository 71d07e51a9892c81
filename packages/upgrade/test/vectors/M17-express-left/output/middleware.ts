import { clerkMiddleware } from '@acme/express';
import type { RequestHandler } from 'express';
import { type Request } from 'express';

export const authenticate = clerkMiddleware();
export type Keys = keyof (RequestHandler | Request);
