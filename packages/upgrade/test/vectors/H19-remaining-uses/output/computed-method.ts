import { clerkClient } from '@acme/express';

export const call = (m: 'verifyToken' | 'decodeToken', token: string) => clerkClient[m](token);
export const optional = (m: string) => clerkClient?.[m];
export const first = (list: string[]) => [list[0], clerkClient.users];
