import { getAuth } from '@acme/express';
import type { User } from '@acme/backend';
const lazy = () => import('@acme/backend/webhooks');
const name = `@clerk/express`;
type T = import('@acme/backend').Session;
declare module '@acme/express' { interface X {} }
export { getAuth, lazy, name }; export type { T, User };
export * from '@acme/backend/errors';
