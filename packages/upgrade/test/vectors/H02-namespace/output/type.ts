import type { User } from '@acme/express';

export const nameOf = (user: User) => user.firstName;
