import { IncomingMessage } from 'node:http';
import { getAuthObjectForAcceptedToken, type AuthObject, type ToAuthOptions } from '@acme/backend/adapter';
import { requestStates } from './get-auth.js';

/** The function at `req.auth`. */
export type AuthProperty = (options?: ToAuthOptions) => AuthObject;

let hasWarned = false;

function warnOnce(name: string): void {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning(
    `req.auth.${name} was read: req.auth is a function now. It works for a while; write getAuth(req).${name}.`,
    { type: 'DeprecationWarning', code: 'ACME_EXPRESS_REQ_AUTH' },
  );
}

/** Older versions had the auth object itself at `req.auth`. Its members still work, so that nobody is signed out without notice. */
function createAuth(req: object): AuthProperty | undefined {
  const state = requestStates.state(req);
  if (!state) return undefined;
  const session = () => getAuthObjectForAcceptedToken({ authObject: state.toAuth() });
  return new Proxy((options?: ToAuthOptions) => state.toAuth(options), {
    has: (auth, name) => name in auth || name in session(),
    get(auth, name) {
      if (name in auth || !(name in session())) return Reflect.get(auth, name) as unknown;
      warnOnce(String(name));
      return Reflect.get(session(), name) as unknown;
    },
  });
}

function setOwn(req: object, value: unknown): void {
  Object.defineProperty(req, 'auth', { value, writable: true, enumerable: true, configurable: true });
}

/** Prototypes that have our `auth`. */
const prepared = new WeakSet<object>();

/** Creates `req.auth` when it is read for the first time; it is an ordinary property from then on. */
const inheritedAuth: PropertyDescriptor & ThisType<object> = {
  configurable: true,
  get() {
    const auth = createAuth(this);
    if (auth) setOwn(this, auth);
    return auth;
  },
  set(value) {
    prepared.delete(this);
    setOwn(this, value);
  },
};

/**
 * Makes `req.auth()` work for a request that has a state. All requests of Express inherit it from `express.request`: few applications read
 * it, and on Node.js 20 another own property costs 4 µs per request. A request gets its own where something else is inherited.
 */
export function provideAuth(req: object): void {
  let each = req;
  while (!Object.hasOwn(each, 'auth')) {
    const next = Object.getPrototypeOf(each) as object | null;
    if (!next) return setOwn(req, createAuth(req));
    if (next === IncomingMessage.prototype && each !== req && Object.isExtensible(each)) {
      Object.defineProperty(each, 'auth', inheritedAuth);
      prepared.add(each);
      return;
    }
    each = next;
  }
  if (!prepared.has(each)) setOwn(req, createAuth(req));
}
