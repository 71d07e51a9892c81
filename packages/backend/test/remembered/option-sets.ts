import { dpopProofs } from '../../src/dpop.js';
import { optionTable, type AllOptions } from '../../src/options.js';
import { createKeyStore } from '../../src/token/create-key-store.js';
import type { TwoKeyService } from './two-key-service.js';

/** One option more than the base: its name, what it is, and the set. */
export interface OptionSet {
  readonly label: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const publishableKey = (host: string) => `pk_live_${btoa(`${host}$`)}`;

/** Goes out under a name of its own, by which the service tells what to answer. */
const fetchAs =
  (name: string): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), 'x-fetch': name } });

const blind = {
  startDecision: () => ({ run: <T>(work: () => T) => work(), end: () => undefined }),
  startCall: () => ({ run: <T>(work: () => T) => work(), end: () => undefined }),
  countLookup: () => undefined,
};

const emptyStore = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };

const silent = { debug: () => undefined, warn: () => undefined };

/** Two values for each option, by which a decision differs where there is something to decide. A new option needs an entry here. */
function valuesOf(service: TwoKeyService): Readonly<Record<keyof AllOptions, readonly [unknown, unknown]>> {
  return {
    secretKey: ['sk_live_one', 'sk_live_two'],
    machineSecretKey: ['ak_one', 'ak_two'],
    publishableKey: [publishableKey('clerk.one.example'), publishableKey('clerk.two.example')],
    jwtKey: [service.pem.first, service.pem.second],
    apiUrl: [`${service.url}/one`, `${service.url}/two`],
    apiVersion: ['v8', 'v9'],
    userAgent: ['one/1', 'two/1'],
    proxyUrl: ['https://app.one.example/__clerk', 'https://app.two.example/__clerk'],
    domain: ['one.example', 'two.example'],
    isSatellite: [true, false],
    satelliteAutoSync: [true, false],
    audience: [['https://one.example'], 'https://two.example'],
    authorizedParties: [['https://one.example'], ['https://two.example']],
    issuer: ['https://clerk.one.example', ['https://clerk.two.example']],
    clockSkewInMs: [3_600_000, 1],
    headerType: ['one+jwt', ['two+jwt', 'JWT']],
    skipJwksCache: [true, false],
    tokenCache: [false, { maxEntries: 1 }],
    cache: [{ ttlMs: 60_000 }, { ttlMs: 1 }],
    revocations: [{ sessionTokenLifetimeMs: 60_000 }, { sessionTokenLifetimeMs: 1 }],
    dpop: [dpopProofs({ algorithms: ['ES256'] }), dpopProofs({ algorithms: ['ES384'] })],
    machineTokenCache: [{ ttlMs: 60_000 }, { ttlMs: 1, negativeTtlMs: 1 }],
    keyStore: [createKeyStore(emptyStore), createKeyStore({ ...emptyStore })],
    jwksCacheTtlInMs: [1, 2],
    signInUrl: ['https://one.example/sign-in', 'https://two.example/sign-in'],
    signUpUrl: ['https://one.example/sign-up', 'https://two.example/sign-up'],
    afterSignInUrl: ['/one', '/two'],
    afterSignUpUrl: ['/one', '/two'],
    taskUrls: [{ choose: '/one' }, { choose: '/two' }],
    strict: [true, false],
    trustedForwardedHosts: [['one.example'], ['two.example']],
    acceptsToken: ['api_key', ['session_token', 'm2m_token']],
    organizationSyncOptions: [{ organizationPatterns: ['/one/:slug'] }, { organizationPatterns: ['/two/:slug'] }],
    sdkMetadata: [
      { name: 'one', version: '1' },
      { name: 'two', version: '1' },
    ],
    telemetry: [{ disabled: true }, { disabled: false }],
    requireSecretKey: [true, false],
    skipApiVersionInUrl: [true, false],
    useMachineSecretKey: [true, false],
    fetch: [fetchAs('one'), fetchAs('two')],
    retry: [{ maxRetries: 0 }, { maxRetries: 1 }],
    timeoutMs: [10_000, 20_000],
    maxResponseBytes: [1_000_000, 1],
    rateLimit: [{ requests: 1000, perMs: 1 }, true],
    sharesRequests: [true, false],
    onRequest: [() => undefined, () => null],
    onResponse: [() => undefined, () => null],
    logger: [silent, { ...silent }],
    observer: [blind, { ...blind }],
  };
}

function emptyOf(value: unknown): unknown {
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return [];
  if (typeof value === 'number') return Number.NaN;
  return typeof value === 'object' ? {} : false;
}

/**
 * For each option of the table the sets that differ in it: the base without it, with undefined, null, something empty and two
 * values. Those that an option does not take are among them: they must be refused each time.
 */
export function setsByOption(service: TwoKeyService, base: object): ReadonlyMap<string, readonly OptionSet[]> {
  const values = valuesOf(service);
  const names = Object.keys(optionTable) as (keyof AllOptions)[];
  return new Map(
    names.map((name) => {
      const [one, two] = values[name];
      const others = Object.fromEntries(Object.entries(base).filter(([other]) => other !== name));
      const given = [undefined, null, emptyOf(one), one, two].map((value, index) => ({
        label: `${name}: ${['undefined', 'null', 'empty', 'one', 'two'][index]}`,
        options: { ...others, [name]: value },
      }));
      const sets = [{ label: `${name}: absent`, options: others }, ...given];
      // Without an address the service itself would be asked.
      return [name, name === 'apiUrl' ? sets.slice(-2) : sets];
    }),
  );
}

/** An order in which each set comes once right after each other one. */
function everyOrder<T>(sets: readonly T[]): readonly T[] {
  const open = new Map(sets.map((set) => [set, sets.filter((other) => other !== set)]));
  const walk = (from: T): readonly T[] => {
    const next = open.get(from)?.pop();
    return next === undefined ? [from] : join(walk(next), from);
  };
  // Hierholzer's algorithm for a circuit that uses every edge once: a dead end is the end of the circuit.
  function join(rest: readonly T[], from: T): readonly T[] {
    const place = rest.findIndex((each) => (open.get(each)?.length ?? 0) > 0);
    if (place < 0) return [from, ...rest];
    const [at] = rest.slice(place, place + 1);
    return join([...rest.slice(0, place), ...walk(at as T), ...rest.slice(place + 1)], from);
  }
  const [first] = sets;
  return first === undefined ? [] : walk(first);
}

/**
 * Every two sets that differ in one option, in both orders; and after sets in which other options are there without saying
 * anything, so that names are not taken for one another.
 * @param otherNames - how many others for each option
 */
export function everySequence(sets: ReadonlyMap<string, readonly OptionSet[]>, otherNames = 4): readonly OptionSet[] {
  const groups = [...sets.values()];
  const labelled = (group: readonly OptionSet[] | undefined, end: string) =>
    group?.filter(({ label }) => label.endsWith(end)) ?? [];
  const names = groups.flatMap((group, index) => {
    const nothing = labelled(group, ': undefined');
    const one = labelled(group, ': one');
    const others = groups.slice(index + 1, index + 1 + otherNames).map((other) => labelled(other, ': undefined'));
    return others.flatMap((other) => [...other, ...one, ...nothing, ...other, ...one]);
  });
  return [...groups.flatMap((group) => everyOrder(group)), ...names];
}
