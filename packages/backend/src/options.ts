import { checkKey, cleanKey } from './clean-key.js';
import type { ClientSettings } from './client-settings.js';
import type { DpopVerifier } from './dpop-verifier.js';
import { ConfigurationError } from './errors.js';
import type { Observer } from './observer.js';

/** The kinds of token a request can carry. */
export type TokenType = 'session_token' | 'api_key' | 'm2m_token' | 'oauth_token';

/** The kinds of token that belong to machines. */
export type MachineTokenType = Exclude<TokenType, 'session_token'>;

/** Which kinds of token are accepted: one, several, or `'any'`. */
export type AcceptsToken = TokenType | readonly TokenType[] | 'any';

/** Which paths belong to an organization or to the personal account. Patterns in path-to-regexp 6 syntax. */
export interface OrganizationSyncOptions {
  /** Patterns with a parameter `:id` or `:slug`, for example `/orgs/:slug/(.*)`. */
  readonly organizationPatterns?: readonly string[] | undefined;
  /** Patterns of pages that belong to the personal account. */
  readonly personalAccountPatterns?: readonly string[] | undefined;
}

/** Name and version of the package that uses the backend, and how it runs. Kept for compatibility; sent nowhere. */
export interface SdkMetadata {
  readonly name: string;
  readonly version: string;
  readonly environment?: string;
}

/** Accepted for compatibility. Nothing is ever sent, whatever the value is. */
export interface TelemetryOptions {
  readonly disabled?: boolean;
  readonly debug?: boolean;
  readonly samplingRate?: number;
}

/** Where caches and {@link KeyStore} keep their entries: any Keyv instance, or an object with the same two methods. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** @param ttlMs - after this many ms the entry may be dropped */
  set(key: string, value: unknown, ttlMs: number): Promise<unknown>;
}

/** How long answers about opaque machine tokens are cached. A revoked token is accepted for this time. */
export interface MachineTokenCacheOptions {
  /** How long a valid token is accepted without asking again, in ms. */
  readonly ttlMs: number;
  /** How long an unknown token is taken for unknown, in ms. Default 0. */
  readonly negativeTtlMs?: number | undefined;
  /** Shared by several processes, for example a Keyv on Redis. Default: 10 000 entries in the process. */
  readonly store?: KeyValueStore | undefined;
}

/** How long the client's answers about users, organizations and memberships are cached. */
export interface ReadCacheOptions {
  /** How long an answer is used without asking again, in ms, 1 or more. */
  readonly ttlMs: number;
  /** How much longer it is used while a new one is fetched in the background, in ms. Default 0. */
  readonly staleMs?: number | undefined;
  /** Shared by several processes, for example a Keyv on Redis; values are encrypted. Default: 10 000 answers, at most 32 MB, in the process. */
  readonly store?: KeyValueStore | undefined;
}

/**
 * Where revocations are written down for all processes: a log that many append to and everybody reads. `createRedisRevocationStore`
 * makes one of a Redis client.
 */
export interface RevocationStore {
  /**
   * Appends an entry to the end of the log.
   * @param entry - at most 1024 characters of ASCII, encrypted
   * @param ttlMs - after this many ms nobody needs it any more
   */
  append(entry: string, ttlMs: number): Promise<unknown>;
  /**
   * Gives the next entries, oldest first, 1000 or so at once. None: there are no more.
   * @param position - the one that came with the last entries; undefined: begin with the oldest entry
   */
  readAfter(position: string | undefined): Promise<RevocationPage>;
}

/** Entries of a {@link RevocationStore}. */
export interface RevocationPage {
  readonly entries: readonly string[];
  /** Where the next page begins; undefined: at the oldest entry. */
  readonly position: string | undefined;
}

/** Who is refused at once, instead of when the token expires. */
export interface RevocationOptions {
  /** Shared by several processes. Default: revocations are known to this process only. */
  readonly store?: RevocationStore | undefined;
  /** What entries are encrypted with; the same in all processes. Default: the secret key. */
  readonly secret?: string | undefined;
  /** The longest life of a session token of the instance, in ms. Default 3 600 000 (an hour). */
  readonly sessionTokenLifetimeMs?: number | undefined;
  /** How often the store is read, in ms, 10 to 10 000. Default 50. */
  readonly pollMs?: number | undefined;
}

/** The keys of an instance as the service gave them. */
export interface FetchedKeys {
  /** When the fetch began, Unix ms. */
  readonly fetchedAt: number;
  /** A JWK set (RFC 7517 section 5); nothing in it is checked. */
  readonly jwks: unknown;
}

/** The keys of one instance in a {@link KeyStore}. Nothing of it rejects, or lasts longer than 250 ms. */
export interface StoredKeys {
  /** Begins to load them before there is a request, where the runtime allows that. */
  loadAhead(): void;
  /** Loads what a process with the same secret key has saved. Calls at the same time share one read. */
  load(): Promise<void>;
  /** Saves what was fetched, unless there is something newer. */
  save(keys: FetchedKeys): void;
  /** Ends when everything is saved. On workers a promise that nobody waits for may end with the request. */
  saved(): Promise<void>;
}

/** Where processes find the keys of the instance before they have fetched them: made by `createKeyStore` of `@acme/backend/key-store`. */
export interface KeyStore {
  /**
   * The keys of an instance.
   * @param accept - gets what is loaded, and says whether it is used
   */
  keysOf(
    instance: {
      readonly apiUrl: string;
      readonly apiVersion: string;
      readonly secretKey: string;
      readonly observer?: Observer | undefined;
    },
    accept: (keys: FetchedKeys) => boolean,
  ): StoredKeys;
}

/** Every option, once. The public option types are selections of it; {@link optionTable} has its variable, default and check. */
export interface AllOptions extends ClientSettings {
  /** Secret key of the instance, `sk_test_…` or `sk_live_…`. */
  readonly secretKey?: string | undefined;
  /** Secret key of a machine (`ak_…`); used to create and verify M2M tokens. */
  readonly machineSecretKey?: string | undefined;
  /** Publishable key of the instance, `pk_test_…` or `pk_live_…`. */
  readonly publishableKey?: string | undefined;
  /** The instance's public key (PEM, SPKI); with it session tokens are verified without any network call. */
  readonly jwtKey?: string | undefined;
  /** Origin of the Backend API. Default `https://api.clerk.com`. */
  readonly apiUrl?: string | undefined;
  /** Version segment of Backend API paths. Default `v1`. */
  readonly apiVersion?: string | undefined;
  /** `User-Agent` of Backend API calls. Default `@acme/backend@<version>`. */
  readonly userAgent?: string | undefined;
  /** Absolute URL, or a path beginning with `/`, under which this application proxies the Frontend API. */
  readonly proxyUrl?: string | undefined;
  /** Domain of a satellite application, without scheme. */
  readonly domain?: string | undefined;
  /** This application is a satellite: people sign in on the primary domain. Default false. */
  readonly isSatellite?: boolean | undefined;
  /** A satellite asks the primary domain on the first visit, even without cookies. Default false. */
  readonly satelliteAutoSync?: boolean | undefined;
  /** Accepted `aud` claims. Default: not compared. */
  readonly audience?: string | readonly string[] | undefined;
  /** Accepted `azp` claims: origins without a path, for example `https://app.example.com`. Default: not compared. Recommended. */
  readonly authorizedParties?: string | readonly string[] | undefined;
  /**
   * Accepted `iss` claims of session tokens, compared letter for letter, for example `https://clerk.example.com`. Default: not
   * compared, or with `strict` the instance.
   */
  readonly issuer?: string | readonly string[] | undefined;
  /** How far clocks may differ, in ms. Default 5000. */
  readonly clockSkewInMs?: number | undefined;
  /** Accepted `typ` headers of tokens. Default `JWT`. */
  readonly headerType?: string | readonly string[] | undefined;
  /** Fetch the keys again for this call. Default false. */
  readonly skipJwksCache?: boolean | undefined;
  /**
   * How many verified tokens are cached, so that the signature of the same token is verified once; `false`: none.
   * Expiry and claims are checked each time. Default 10 000 for the process, at most about 27 MB.
   */
  readonly tokenCache?: false | { readonly maxEntries?: number } | undefined;
  /**
   * Caches the Backend API's answers about opaque machine tokens (API keys, M2M and OAuth tokens). Default: nothing is
   * remembered. Pass the same object each time.
   */
  readonly machineTokenCache?: MachineTokenCacheOptions | undefined;
  /**
   * Refuses tokens of sessions, users, API keys and machines that were revoked, at once and in every process that shares the
   * store. Default: a session token is accepted until it expires. Pass the same object each time.
   */
  readonly revocations?: RevocationOptions | undefined;
  /**
   * Takes OAuth access tokens that are bound to a key, with a proof that the client has the key: `dpopProofs()` of
   * `@acme/backend/dpop`. Default: such tokens are refused. Pass the same object each time.
   */
  readonly dpop?: DpopVerifier | undefined;
  /**
   * Caches the client's answers to GETs of users, organizations and memberships, until one of its calls or a webhook changes
   * them. Default: every call is sent. Pass the same object each time.
   */
  readonly cache?: ReadCacheOptions | undefined;
  /**
   * Where a new process finds the keys of the instance, so that its first request needs no fetch: `createKeyStore(store)` of
   * `@acme/backend/key-store`. Needs the secret key; not asked with `jwtKey`. Default: each process fetches them. Pass the same object each time.
   */
  readonly keyStore?: KeyStore | undefined;
  /** Accepted for compatibility, without effect: keys are cached for 5 minutes, then refreshed in the background. */
  readonly jwksCacheTtlInMs?: number | undefined;
  /** URL of the sign-in page; satellites in development need it absolute. */
  readonly signInUrl?: string | undefined;
  /** URL of the sign-up page. */
  readonly signUpUrl?: string | undefined;
  /** Where to go after signing in. */
  readonly afterSignInUrl?: string | undefined;
  /** Where to go after signing up. */
  readonly afterSignUpUrl?: string | undefined;
  /** URLs of the pages that handle session tasks, by task key. */
  readonly taskUrls?: Readonly<Record<string, string>> | undefined;
  /**
   * Takes the safe side where compatibility takes the lenient one: tokens must name the instance as their issuer, and
   * `X-Forwarded-Host` counts only for `trustedForwardedHosts`. Default false. Recommended; see `listWeakSettings`.
   */
  readonly strict?: boolean | undefined;
  /**
   * Public hosts (with port, if any) that `X-Forwarded-Host` may name; any other is ignored. Default: any host, or with
   * `strict` none.
   */
  readonly trustedForwardedHosts?: readonly string[] | undefined;
  /** Which kinds of token are accepted. Default `'session_token'`. */
  readonly acceptsToken?: AcceptsToken | undefined;
  /** Activates the organization that the path names. */
  readonly organizationSyncOptions?: OrganizationSyncOptions | undefined;
  /** Kept for compatibility; sent nowhere. */
  readonly sdkMetadata?: SdkMetadata | undefined;
  /** Accepted for compatibility. Nothing is ever sent. */
  readonly telemetry?: TelemetryOptions | undefined;
  /** Whether Backend API calls need a secret key. Default true. */
  readonly requireSecretKey?: boolean | undefined;
  /** Leaves the version segment out of every Backend API path. Default false. */
  readonly skipApiVersionInUrl?: boolean | undefined;
  /** Prefers the machine secret key for every Backend API call. Default false. */
  readonly useMachineSecretKey?: boolean | undefined;
  /** Sends Backend API calls. Default: the global `fetch`, looked up at each call. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Learns of decisions, calls of the service and look-ups in caches: `openTelemetry()` of `@acme/backend/opentelemetry`, or your own.
   * Default: none.
   */
  readonly observer?: Observer | undefined;
}

type OptionName = keyof AllOptions;

interface OptionRow {
  /** Environment variable that adapters read when the option is absent or empty. */
  readonly env?: string;
  readonly default?: unknown;
  /** Says what is expected, or nothing if the value is fine. Absent values are never checked. */
  readonly check: (value: unknown) => string | undefined;
  /** Gives the value as it is used. Default: as it is given. */
  readonly clean?: (value: unknown) => unknown;
  /** Browsers may see it; frameworks have a prefix for such variables. */
  readonly isPublic?: true;
  /** The value is compared as an object: another object with the same members is another value. */
  readonly byIdentity?: true;
}

const text = (value: unknown) => (typeof value === 'string' ? undefined : 'a string');
const flag = (value: unknown) => (typeof value === 'boolean' ? undefined : 'true or false');
// Anything that is not a finite number counts as the default, as with the official packages.
const anything = () => undefined;
const record = (value: unknown) => (typeof value === 'object' && value !== null ? undefined : 'an object');
const texts = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'a list of strings';
const textOrTexts = (value: unknown) =>
  text(value) === undefined || texts(value) === undefined ? undefined : 'a string or a list of strings';
const cacheSize = (value: unknown) => {
  if (value === false) return undefined;
  const maxEntries = typeof value === 'object' && value !== null && 'maxEntries' in value ? value.maxEntries : 0;
  return typeof value === 'object' && Number.isInteger(maxEntries)
    ? undefined
    : 'false, or { maxEntries: a whole number }';
};
const isDuration = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const duration = (value: unknown) => (isDuration(value) ? undefined : 'a number of ms, 0 or greater');
const byteCount = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? undefined
    : 'a whole number of bytes, 1 or greater';
const limit = (value: unknown) =>
  value === true || record(value) === undefined ? undefined : 'true, or { requests, perMs }';
const machineCache = (value: unknown) => {
  const { ttlMs, negativeTtlMs = 0, store } = (record(value) ? {} : value) as Partial<MachineTokenCacheOptions>;
  const isStore = store === undefined || (typeof store.get === 'function' && typeof store.set === 'function');
  return isDuration(ttlMs) && isDuration(negativeTtlMs) && isStore
    ? undefined
    : '{ ttlMs, negativeTtlMs?, store? } with durations in ms and a store that has get and set';
};
const observing = (value: unknown) => {
  const { startDecision, startCall, countLookup, countStoreError } = (record(value) ? {} : value) as Partial<Observer>;
  const needed = [startDecision, startCall, countLookup];
  return [...needed, countStoreError ?? countLookup].every((member) => typeof member === 'function')
    ? undefined
    : 'an observer, such as openTelemetry()';
};
const readCache = (value: unknown) => {
  const { ttlMs, staleMs = 0, store } = (record(value) ? {} : value) as Partial<ReadCacheOptions>;
  const isStore = store === undefined || (typeof store.get === 'function' && typeof store.set === 'function');
  return isDuration(ttlMs) && Number(ttlMs) >= 1 && isDuration(staleMs) && isStore
    ? undefined
    : '{ ttlMs, staleMs?, store? } with durations in ms (ttlMs: 1 or more) and a store that has get and set';
};
const revocationLog = (value: unknown) => {
  const {
    store,
    secret,
    sessionTokenLifetimeMs = 0,
    pollMs = 100,
  } = (record(value) ? { pollMs: Number.NaN } : value) as Partial<RevocationOptions>;
  const isStore = store === undefined || (typeof store.append === 'function' && typeof store.readAfter === 'function');
  const isSecret = secret === undefined || (typeof secret === 'string' && secret.length >= 16);
  return isStore && isSecret && isDuration(sessionTokenLifetimeMs) && pollMs >= 10 && pollMs <= 10_000
    ? undefined
    : '{ store?, secret?, sessionTokenLifetimeMs?, pollMs? }: a store with append and readAfter, 16 characters or more, ms (pollMs: 10 to 10 000)';
};
const storedKeys = (value: unknown) =>
  typeof ((record(value) ? {} : value) as Partial<KeyStore>).keysOf === 'function'
    ? undefined
    : 'what createKeyStore(store) of `@acme/backend/key-store` gives';
const proofs = (value: unknown) => {
  const { algorithms, read } = (record(value) ? {} : value) as Partial<DpopVerifier>;
  return texts(algorithms) === undefined && typeof read === 'function' ? undefined : 'dpopProofs()';
};
const callable = (value: unknown) => (typeof value === 'function' ? undefined : 'a function');

const tokenTypes: ReadonlySet<unknown> = new Set(['session_token', 'api_key', 'm2m_token', 'oauth_token']);
const tokenKinds = (value: unknown) =>
  value === 'any' || (Array.isArray(value) ? value : [value]).every((item) => tokenTypes.has(item))
    ? undefined
    : "'session_token', 'api_key', 'm2m_token', 'oauth_token', a list of these, or 'any'";

const secretKey = (value: unknown) =>
  typeof value === 'string' && value.trim().startsWith('pk_')
    ? 'a secret key (`sk_…`); a publishable key came, so the two keys may be swapped'
    : checkKey(value);
const clean = cleanKey;

const url = (value: unknown) => {
  if (typeof value !== 'string') return 'a URL';
  if (value === '' || value.startsWith('/')) return undefined;
  // Paths are appended to it: after a query or fragment they would be a part of that, and every call would go to the root.
  return URL.canParse(value) && !/[?#]/.test(value) ? undefined : 'an absolute URL without query and fragment';
};

/** Variable, default and check of every option. */
export const optionTable: Readonly<Record<OptionName, OptionRow>> = {
  secretKey: { env: 'CLERK_SECRET_KEY', check: secretKey, clean },
  machineSecretKey: { env: 'CLERK_MACHINE_SECRET_KEY', check: checkKey, clean },
  publishableKey: { env: 'CLERK_PUBLISHABLE_KEY', isPublic: true, check: checkKey, clean },
  jwtKey: { env: 'CLERK_JWT_KEY', check: checkKey, clean },
  apiUrl: { env: 'CLERK_API_URL', default: 'https://api.clerk.com', check: url },
  apiVersion: { env: 'CLERK_API_VERSION', default: 'v1', check: text },
  userAgent: { check: text },
  proxyUrl: { env: 'CLERK_PROXY_URL', isPublic: true, check: text },
  domain: { env: 'CLERK_DOMAIN', isPublic: true, check: text },
  isSatellite: { env: 'CLERK_IS_SATELLITE', isPublic: true, default: false, check: flag },
  satelliteAutoSync: { default: false, check: flag },
  audience: { check: textOrTexts },
  authorizedParties: { check: textOrTexts },
  issuer: { check: textOrTexts },
  clockSkewInMs: { default: 5000, check: anything },
  headerType: { check: textOrTexts },
  skipJwksCache: { default: false, check: flag },
  tokenCache: { check: cacheSize },
  machineTokenCache: { check: machineCache, byIdentity: true },
  revocations: { check: revocationLog, byIdentity: true },
  dpop: { check: proofs, byIdentity: true },
  cache: { check: readCache, byIdentity: true },
  keyStore: { check: storedKeys, byIdentity: true },
  jwksCacheTtlInMs: { check: anything },
  signInUrl: { env: 'CLERK_SIGN_IN_URL', isPublic: true, check: text },
  signUpUrl: { env: 'CLERK_SIGN_UP_URL', isPublic: true, check: text },
  afterSignInUrl: { check: text },
  afterSignUpUrl: { check: text },
  taskUrls: { check: record },
  strict: { default: false, check: flag },
  trustedForwardedHosts: { check: texts },
  acceptsToken: { default: 'session_token', check: tokenKinds },
  organizationSyncOptions: { check: record },
  sdkMetadata: { check: record },
  telemetry: { check: record },
  requireSecretKey: { default: true, check: flag },
  skipApiVersionInUrl: { default: false, check: flag },
  useMachineSecretKey: { default: false, check: flag },
  fetch: { check: callable },
  observer: { check: observing, byIdentity: true },
  retry: { check: record },
  timeoutMs: { default: 30_000, check: duration },
  maxResponseBytes: { default: 64 * 1024 * 1024, check: byteCount },
  rateLimit: { check: limit },
  sharesRequests: { default: false, check: flag },
  onRequest: { check: callable },
  onResponse: { check: callable },
  logger: { check: record, byIdentity: true },
};

/** The names of all options. */
// The names of a record are those of its type.
export const optionNames = Object.keys(optionTable) as readonly OptionName[];

/** Options that are compared as objects, not by their members; the client of a middleware is one, too. */
export const identityOptions: ReadonlySet<string> = new Set([
  ...optionNames.filter((name) => optionTable[name].byIdentity),
  'clerkClient',
]);

/** Environment variables by name; `process.env` or a platform's bindings. */
export type Environment = Readonly<Record<string, string | undefined>>;

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}

function describe(name: OptionName): string {
  const variable = optionTable[name].env;
  return variable ? `Option \`${name}\` (environment variable ${variable})` : `Option \`${name}\``;
}

/**
 * Refuses names that a function does not take: an option that is given is honoured, or reported.
 * @param where - the function the options were given to, for the message
 * @throws {ConfigurationError} `option_invalid` for what is no object, `option_unknown`
 */
export function checkNames(options: unknown, where: string, names: readonly string[]): asserts options is object {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ConfigurationError('option_invalid', `${where} takes its options as an object, { name: value }.`);
  }
  for (const name in options) {
    if (names.includes(name)) continue;
    throw new ConfigurationError(
      'option_unknown',
      `${where} does not take the option \`${name}\`. It takes: ${names.join(', ')}.`,
    );
  }
}

/**
 * Checks names and types of options; nothing else is trusted afterwards.
 * @param where - the function the options were given to, for the message
 * @param names - the options that `where` takes; of those that are not in the table only the name is checked
 * @returns the options as they are used: keys without white space around them
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 */
export function takeOptions<T extends object>(
  options: T | undefined,
  where: string,
  names: readonly string[] = optionNames,
): T {
  checkNames(options, where, names);
  const taken: Record<string, unknown> = {};
  for (const name of names) {
    if (!(name in options)) continue;
    const value: unknown = Reflect.get(options, name);
    taken[name] = isOptionName(name) ? takeValue(name, value, where) : value;
  }
  checkContradictions(taken, where);
  // The values are those of `options`; a key is a text before and after.
  return taken as T;
}

function takeValue(name: OptionName, value: unknown, where: string): unknown {
  if (value === undefined || value === null) return value;
  const { check, clean: toUsed } = optionTable[name];
  const expected = check(value);
  if (expected) {
    throw new ConfigurationError('option_invalid', `${describe(name)} must be ${expected}. Fix it in ${where}.`);
  }
  return toUsed ? toUsed(value) : value;
}

function checkContradictions(options: AllOptions, where: string): void {
  const { secretKey: secret, machineSecretKey: machine } = options;
  if (options.useMachineSecretKey && secret && !machine) {
    throw new ConfigurationError(
      'options_contradictory',
      `\`useMachineSecretKey\` needs \`machineSecretKey\` (CLERK_MACHINE_SECRET_KEY); pass it to ${where} or drop the flag.`,
    );
  }
}

function fromEnvironment(name: OptionName, env: Environment): unknown {
  const { env: variable, check } = optionTable[name];
  const value = variable === undefined ? undefined : env[variable];
  if (value === undefined || value === '') return undefined;
  return takeValue(name, check === flag ? value === 'true' || value === '1' : value, 'the environment');
}

/** The variables that options and the Frontend API proxy are read from. */
export const environmentNames: readonly string[] = [
  ...optionNames.flatMap((name) => optionTable[name].env ?? []),
  'CLERK_FAPI_URL',
];

/**
 * The given options, completed from the environment: an absent or empty option takes its variable.
 * Defaults are not filled in here, so that {@link mergeOptions} can still distinguish a given value from a missing one.
 * @throws {ConfigurationError} `option_invalid` for a value that cannot be used
 */
export function readOptions<T extends object>(options: T, env: Environment): T {
  const result: Record<string, unknown> = { ...(options as Record<string, unknown>) };
  for (const name of optionNames) {
    const given = takeValue(name, result[name] ?? undefined, 'your options');
    const value = given === undefined || given === '' ? fromEnvironment(name, env) : given;
    if (value !== undefined) result[name] = value;
  }
  // The table has the same names and checks as T's option members.
  return result as T;
}

/** Options with every default filled in. `jwtKey`, `domain` and the URLs are empty rather than absent. */
export interface ResolvedOptions extends AllOptions {
  readonly secretKey: string;
  readonly machineSecretKey: string;
  readonly publishableKey: string;
  readonly jwtKey: string;
  readonly apiUrl: string;
  readonly apiVersion: string;
  readonly proxyUrl: string;
  readonly domain: string;
  readonly isSatellite: boolean;
  readonly satelliteAutoSync: boolean;
  readonly clockSkewInMs: number;
  readonly signInUrl: string;
  readonly signUpUrl: string;
  readonly afterSignInUrl: string;
  readonly afterSignUpUrl: string;
  readonly acceptsToken: AcceptsToken;
}

/**
 * Merges the options of a call into those of the client. An empty or false value of the call does not replace a value of
 * the client, and `apiUrl` and `apiVersion` are the client's alone: compatible with Clerk.
 */
export function mergeOptions(client: AllOptions, call: AllOptions = {}): ResolvedOptions {
  const merged: Record<string, unknown> = { ...client };
  for (const [name, value] of Object.entries(call)) {
    if (name === 'apiUrl' || name === 'apiVersion') continue;
    if (value || !merged[name]) merged[name] = value;
  }
  const options = merged as AllOptions;
  const skew = options.clockSkewInMs;
  return {
    ...options,
    secretKey: options.secretKey ?? '',
    machineSecretKey: options.machineSecretKey ?? '',
    publishableKey: options.publishableKey ?? '',
    jwtKey: options.jwtKey ?? '',
    apiUrl: options.apiUrl || String(optionTable.apiUrl.default),
    apiVersion: options.apiVersion ?? String(optionTable.apiVersion.default),
    proxyUrl: options.proxyUrl ?? '',
    domain: options.domain ?? '',
    isSatellite: options.isSatellite ?? false,
    satelliteAutoSync: options.satelliteAutoSync ?? false,
    clockSkewInMs: Number.isFinite(skew) ? Number(skew) : Number(optionTable.clockSkewInMs.default),
    signInUrl: options.signInUrl ?? '',
    signUpUrl: options.signUpUrl ?? '',
    afterSignInUrl: options.afterSignInUrl ?? '',
    afterSignUpUrl: options.afterSignUpUrl ?? '',
    acceptsToken: options.acceptsToken ?? 'session_token',
  };
}

/** Options of `createClerkClient`. */
export type ClerkOptions = Omit<AllOptions, 'acceptsToken' | 'organizationSyncOptions' | 'skipJwksCache'>;

/** What the claims of a token are judged by. */
export const claimOptionNames = [
  'audience',
  'authorizedParties',
  'issuer',
  'clockSkewInMs',
  'headerType',
] as const satisfies readonly OptionName[];

/** The names of the options of `verifyToken`. */
export const verifyTokenOptionNames = [
  ...claimOptionNames,
  'secretKey',
  'jwtKey',
  'apiUrl',
  'apiVersion',
  'skipJwksCache',
  'jwksCacheTtlInMs',
  'keyStore',
  'tokenCache',
  'revocations',
  'strict',
  'publishableKey',
  'proxyUrl',
  'domain',
  'isSatellite',
  'userAgent',
  'fetch',
  'observer',
] as const satisfies readonly OptionName[];

/** Options of `verifyToken`. */
export type VerifyTokenOptions = Pick<AllOptions, (typeof verifyTokenOptionNames)[number]>;

/** How a client makes its calls; the calls that authenticate a request follow only the limit of answers. */
const clientSettings: Readonly<Record<Exclude<keyof ClientSettings, 'maxResponseBytes'> | 'cache', true>> = {
  cache: true,
  retry: true,
  timeoutMs: true,
  rateLimit: true,
  sharesRequests: true,
  onRequest: true,
  onResponse: true,
  logger: true,
};

/** The names of the options of `authenticateRequest`. */
export const authenticateRequestOptionNames = optionNames.filter((name) => !(name in clientSettings));

/** The names of the options of `verifyMachineAuthToken`. */
export const verifyMachineTokenOptionNames = [
  ...verifyTokenOptionNames,
  'machineSecretKey',
  'machineTokenCache',
  'requireSecretKey',
  'skipApiVersionInUrl',
  'useMachineSecretKey',
] as const satisfies readonly OptionName[];

/** Options of `authenticateRequest`: what is given here overrides the client's own options. */
export type AuthenticateRequestOptions = Omit<
  AllOptions,
  | keyof typeof clientSettings
  | 'requireSecretKey'
  | 'skipApiVersionInUrl'
  | 'useMachineSecretKey'
  | 'fetch'
  | 'userAgent'
  | 'sdkMetadata'
  | 'telemetry'
>;
