import type { AuthObject, DecidedState, ToAuthOptions } from '@acme/backend/adapter';
import { IncomingMessage } from 'node:http';
import { deprecate } from 'node:util';
import { getAuth, requestStates } from './get-auth.js';

/** The function at `req.auth`: returns who sends the request, whatever the kind of token; prefer `getAuth(req)`. */
export type AuthProperty = (options?: ToAuthOptions) => AuthObject;

/** Node.js prints the warning once. */
const readMember = deprecate(
  (auth: object, name: string | symbol) => Reflect.get(auth, name) as unknown,
  'A member of req.auth was read: req.auth is a function now. Its members work for a while; write getAuth(req).userId for req.auth.userId.',
  'ACME_EXPRESS_REQ_AUTH',
);

/** Older versions had the auth object itself at `req.auth`. Its members still work, so that nobody is signed out without notice. */
function createAuth(req: IncomingMessage, state: DecidedState): AuthProperty {
  const session = () => getAuth(req);
  return new Proxy((options?: ToAuthOptions) => state.toAuth(options), {
    has: (auth, name) => name in auth || name in session(),
    get: (auth, name) =>
      name in auth || !(name in session()) ? (Reflect.get(auth, name) as unknown) : readMember(session(), name),
  });
}

function setOwn<Value>(req: object, value: Value): Value {
  Object.defineProperty(req, 'auth', { value, writable: true, enumerable: true, configurable: true });
  return value;
}

/** Creates `req.auth` when it is read for the first time; it is an ordinary property from then on. */
const inheritedAuth: PropertyDescriptor & ThisType<IncomingMessage> = {
  configurable: true,
  get() {
    const state = requestStates.state(this);
    return state && setOwn(this, createAuth(this, state));
  },
  set(value) {
    setOwn(this, value);
  },
};

/**
 * Stores the state of a request and makes `req.auth()` work. All requests of Express inherit it from `express.request`: few applications read
 * it, and on Node.js 20 another own property costs 4 µs per request. A request gets its own where something else is inherited.
 */
export function storeState(req: IncomingMessage, state: DecidedState): void {
  requestStates.set(req, state);
  let owner: object | null = req;
  while (owner && !Object.hasOwn(owner, 'auth')) {
    const next = Object.getPrototypeOf(owner) as object | null;
    const isOfExpress = next === IncomingMessage.prototype && owner !== req && Object.isExtensible(owner);
    if (isOfExpress) Object.defineProperty(owner, 'auth', inheritedAuth);
    else owner = next;
  }
  if (!owner || Object.getOwnPropertyDescriptor(owner, 'auth')?.get !== inheritedAuth.get)
    setOwn(req, createAuth(req, state));
}
