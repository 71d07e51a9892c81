import { ConfigurationError } from '../errors.js';
import { readOptions, type AllOptions, type Environment } from '../options.js';

/** Options that only the server may know. */
const secretNames = ['secretKey', 'machineSecretKey'] as const satisfies readonly (keyof AllOptions)[];

/** Options that an application needs to read a state, to verify a machine's token, to redirect, and to call the Backend API. */
const plainNames = [
  'publishableKey',
  'jwtKey',
  'apiUrl',
  'apiVersion',
  'userAgent',
  'proxyUrl',
  'domain',
  'isSatellite',
  'audience',
  'authorizedParties',
  'issuer',
  'clockSkewInMs',
  'headerType',
  'machineTokenCache',
  'signInUrl',
  'signUpUrl',
  'afterSignInUrl',
  'afterSignUpUrl',
  'taskUrls',
  'strict',
  'trustedForwardedHosts',
  'requireSecretKey',
  'skipApiVersionInUrl',
  'useMachineSecretKey',
  'retry',
  'timeoutMs',
  'maxResponseBytes',
  'rateLimit',
  'sharesRequests',
] as const satisfies readonly (keyof AllOptions)[];

/** Options of a middleware that the application cannot read from the environment, as JSON. Undefined: there are none. */
export interface HandedOptions {
  readonly plain: string | undefined;
  /** They are handed over encrypted. */
  readonly secret: string | undefined;
}

/** Options without the store of a cache: its members may hold the password of a database, or refer to each other. */
function withoutStore({ machineTokenCache, ...options }: AllOptions): AllOptions {
  if (!machineTokenCache) return options;
  const { ttlMs, negativeTtlMs } = machineTokenCache;
  return { ...options, machineTokenCache: { ttlMs, negativeTtlMs } };
}

/** The options whose value differs from the one of the environment. Functions have no JSON, and cannot be handed over. */
function differing(names: readonly (keyof AllOptions)[], options: AllOptions, known: AllOptions): string | undefined {
  const json = (name: keyof AllOptions, from: AllOptions) => JSON.stringify(from[name]) as string | undefined;
  const found = names.filter((name) => options[name] !== undefined && json(name, options) !== json(name, known));
  return found.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(found.map((name) => [name, options[name]])));
}

/**
 * The options of a middleware that its application needs, too: those that differ from the environment, which
 * it reads by itself. Functions, and the store of a cache, cannot be handed over.
 * @throws {ConfigurationError} `encryption_key_missing` if a secret is among them and the environment has no CLERK_ENCRYPTION_KEY
 */
export function optionsToHandOver(options: AllOptions, env: Environment): HandedOptions {
  const known = readOptions<AllOptions>({}, env);
  const plain = differing(plainNames, withoutStore(options), known);
  const secret = differing(secretNames, options, known);
  if (secret === undefined || env['CLERK_ENCRYPTION_KEY']) return { plain, secret };
  throw new ConfigurationError(
    'encryption_key_missing',
    'The middleware has a secret key of its own (option `secretKey` or `machineSecretKey`), which the application gets encrypted. Set CLERK_ENCRYPTION_KEY to a random text of at least 32 characters, where the middleware runs and where the application runs.',
  );
}

/** Options of these names may be functions, or have some, as the store of a cache has. The application would verify a machine without them. */
const namesOfFunctions = [
  'fetch',
  'machineTokenCache',
  'onRequest',
  'onResponse',
  'logger',
  'retry',
] as const satisfies readonly (keyof AllOptions)[];

function holdsFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The methods of an object of a class are in its prototype, and it may refer to itself.
  if (prototype !== null && prototype !== Object.prototype) return true;
  return Object.values(value).some(
    (member) => typeof member === 'function' || (typeof member === 'object' && member !== null),
  );
}

/** Whether options with which the token of a machine is verified cannot be handed over, so that only the middleware can verify it. */
export function holdsFunctions(options: AllOptions): boolean {
  // What is revoked is known to the object of the middleware, also where it has no store, and so are proofs.
  return Boolean(options.revocations ?? options.dpop) || namesOfFunctions.some((name) => holdsFunction(options[name]));
}

const maxEntries = 32;
const read = new Map<string, AllOptions>();

/**
 * Reads the options again. The same ones give the same object each time, so that what is made of them, such as a client or a cache, is made once.
 * @param known - those of the environment
 */
export function readHandedOptions({ plain, secret }: HandedOptions, known: AllOptions): AllOptions {
  const key = JSON.stringify([known, plain, secret]);
  const found = read.get(key);
  if (found) return found;
  // This package has written them, and the signature has been checked.
  const parse = (json: string | undefined) => (json === undefined ? {} : (JSON.parse(json) as AllOptions));
  const options = { ...known, ...parse(plain), ...parse(secret) };
  const [oldest] = read.keys();
  if (read.size >= maxEntries && oldest !== undefined) read.delete(oldest);
  read.set(key, options);
  return options;
}
