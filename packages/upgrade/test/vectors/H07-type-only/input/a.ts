import type { WithAuthProp, User } from '@clerk/clerk-sdk-node';
import { type Session, clerkClient } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';

export type Mine = WithAuthProp<Request> & { user: User; session: Session };
export type Client = typeof clerkClient;
export type Inline = import('@clerk/clerk-sdk-node').User;
