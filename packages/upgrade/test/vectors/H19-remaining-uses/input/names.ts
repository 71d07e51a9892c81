import { ClerkExpressRequireAuth as guard, type WithAuthProp } from './clerk-exports';
import * as clerk from './clerk-exports';
export { ClerkExpressWithAuth } from './clerk-exports';

const setClerkApiKey = (key: string) => key;
setClerkApiKey('own');

export type Authed = WithAuthProp<Request>;
export const both = [guard(), clerk.ClerkExpressWithAuth()];
declare const lost: StrictAuthProp;
export const { createClerkExpressWithAuth: create } = clerk;
