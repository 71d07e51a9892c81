import { IncomingMessage } from 'node:http';
import { getAuthObjectForAcceptedToken, type AuthObject, type ToAuthOptions } from '@acme/backend/adapter';
import { stateOf } from './request-state.js';

/** What `req.auth` is. */
type AuthFunction = (options?: ToAuthOptions) => AuthObject;

let hasNoted = false;

function noteFormerUse(name: string): void {
  if (hasNoted) return;
  hasNoted = true;
  process.emitWarning(
    `req.auth.${name} was read: req.auth is a function now. It works for a while; write getAuth(req).${name}.`,
    { type: 'DeprecationWarning', code: 'ACME_EXPRESS_REQ_AUTH' },
  );
}

const sessionView = (authObject: AuthObject): AuthObject => getAuthObjectForAcceptedToken({ authObject });

/**
 * Before it became a function `req.auth` was the auth object. Code that still reads its members must not find everybody signed
 * out without a word.
 */
function describeFormerMembers(example: AuthObject): object {
  const getters = Object.keys(sessionView(example)).map((name) => {
    function get(this: () => AuthObject): unknown {
      noteFormerUse(name);
      return Reflect.get(sessionView(this()), name);
    }
    return [name, { get }] as const;
  });
  return Object.defineProperties(Object.create(Function.prototype) as object, Object.fromEntries(getters));
}

let formerMembers: object | undefined;

function makeAuth(req: object): AuthFunction | undefined {
  const state = stateOf(req);
  if (!state) return undefined;
  const auth: AuthFunction = (options) => state.toAuth(options);
  formerMembers ??= describeFormerMembers(state.toAuth());
  return Object.setPrototypeOf(auth, formerMembers) as AuthFunction;
}

function setOwn(req: object, value: unknown): void {
  Object.defineProperty(req, 'auth', { value, writable: true, enumerable: true, configurable: true });
}

/** Makes `req.auth` when it is read for the first time; it is an ordinary property from then on. */
function readAuth(this: object): AuthFunction | undefined {
  const auth = makeAuth(this);
  if (auth) setOwn(this, auth);
  return auth;
}

function writeAuth(this: object, value: unknown): void {
  setOwn(this, value);
}

/**
 * What the requests of an application inherit from, as Express arranges it: `app.request` of the outermost of applications that are
 * mounted in one another. Undefined for what is no request of Express.
 */
function requestOfApplication(prototype: object | null): object | undefined {
  let found: object | undefined;
  for (let each = prototype; each !== IncomingMessage.prototype; each = Object.getPrototypeOf(each) as object | null) {
    if (each === null) return undefined;
    if (Object.hasOwn(each, 'app')) found = each;
  }
  return found;
}

/** Prototypes of requests that `req.auth` is inherited from. */
const prepared = new WeakSet<object>();

function prepare(prototype: object | null): boolean {
  const place = requestOfApplication(prototype);
  if (!prototype || !place) return false;
  if (!('auth' in prototype) && Object.isExtensible(place)) {
    Object.defineProperty(place, 'auth', { get: readAuth, set: writeAuth, configurable: true });
  }
  // Where the application has an `auth` of its own, it is not ours to replace.
  if (findGetter(prototype) !== readAuth) return false;
  prepared.add(prototype);
  return true;
}

/** The getter of `auth` that an object inherits, if it does. */
function findGetter(object: object | null): unknown {
  if (!object) return undefined;
  const own = Object.getOwnPropertyDescriptor(object, 'auth');
  return own ? Reflect.get(own, 'get') : findGetter(Object.getPrototypeOf(object) as object | null);
}

/**
 * Has `req.auth()` answer for a request whose state is known. Each request of Express has a hidden class of its own, so that every
 * property of its own costs the engine another one; `auth`, which few applications read, is inherited where that can be arranged.
 */
export function provideAuth(req: object): void {
  const prototype = Object.getPrototypeOf(req) as object | null;
  const isInherited = (prototype && prepared.has(prototype)) || prepare(prototype);
  if (!isInherited || Object.hasOwn(req, 'auth')) setOwn(req, makeAuth(req));
}
