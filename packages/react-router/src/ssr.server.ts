export type * from '@acme/backend';
export { getAuth } from './get-auth.js';
export { rootAuthLoader } from './root-auth-loader.js';
