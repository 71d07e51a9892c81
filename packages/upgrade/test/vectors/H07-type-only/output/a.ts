import type { Session, User } from '@acme/express';
import { clerkClient } from '@acme/express';
import type { Request } from 'express';

export type Mine = Request & { user: User; session: Session };
export type Client = typeof clerkClient;
export type Inline = import('@acme/express').User;
