import type { User } from '@acme/express';

export const user: User;
