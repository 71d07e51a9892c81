import { bearer, pageHeaders, withEnvironment } from 'testing';
import { beforeAll, expect, it } from 'vitest';
import { optionTable, type AllOptions } from '../../../packages/backend/src/options.js';
import { createKeyStore } from '../../../packages/backend/src/token/create-key-store.js';
import { revokeTokens } from '../../../packages/backend/src/revocations/revoke-tokens.js';
import { has, type Adapter, type Options } from './define-adapter.js';
import { get } from './get.js';
import type { Service } from './service.js';
import type { Services } from './use-services.js';

/** What a probe may use. */
interface Site {
  readonly url: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly bearer: (token: string) => Promise<unknown>;
  /** Asks who a machine is, where its kind of token is accepted. */
  readonly machine: (token: string, kind: 'api_key' | 'm2m_token') => Promise<unknown>;
  /** Opens a page as a browser whose session must be looked up: it is sent to the handshake. */
  readonly lost: (path?: string, headers?: Record<string, string>) => Promise<URL | undefined>;
}

/** How to tell that an option works. */
interface Probe {
  /** The value; made when the services run. */
  readonly value: () => unknown;
  /** The same value as text, for the environment variable. Default: the value itself. */
  readonly text?: string;
  /** Options that are set in both runs. */
  readonly base?: () => Options;
  /** Variables that are set in both runs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly observe: (site: Site) => Promise<unknown>;
  /** What is observed with the option; without it something else must be. */
  readonly expected: unknown;
  /** Adapters without a client of the request have nowhere to use the option. */
  readonly needsClient?: true;
}

let service: Service;
let other: Service;
const publishableKey = (host: string, kind: 'live' | 'test' = 'live') => `pk_${kind}_${btoa(`${host}$`)}`;
const lastTo = (path: string) => service.received.filter((each) => each.path.endsWith(path)).at(-1);
const countOf = (path: string) => service.received.filter((each) => each.path.endsWith(path)).length;
const hostOf = async (url: Promise<URL | undefined>) => (await url)?.host;
const satellite = { isSatellite: true, domain: 'sat.example.com', signInUrl: 'https://primary.example.com/sign-in' };

const withApiKey = (pick: () => unknown) => async (site: Site) => {
  await site.machine('ak_1', 'api_key');
  return pick();
};
const withToken = (claims: () => object, header?: { typ: string }) => async (site: Site) =>
  site.bearer(await service.sign(claims() as never, header));

let calls = 0;
const counting = () => {
  calls += 1;
};
const unwatched = { run: <T>(work: () => T) => work(), end: () => undefined };
const counted = { startCall: () => unwatched, countLookup: () => undefined };
const countCalls = async (site: Site) => {
  calls = 0;
  await site.get('/client/user_1');
  return calls;
};

/** A log that a server reads, and the probe writes. */
const revocationLog: string[] = [];
const revocationSecret = 'a secret of the adapter kit';
const revocationStore = {
  append: (entry: string) => Promise.resolve(revocationLog.push(entry)),
  readAfter: (position?: string) => {
    const entries = revocationLog.slice(Number(position ?? 0));
    return Promise.resolve({ entries, position: String(revocationLog.length) });
  },
};

/** What other processes have left for the server. */
const keyEntries = new Map<string, unknown>();
const keyStore = createKeyStore({
  get: (key) => Promise.resolve(keyEntries.get(key)),
  set: (key, value) => Promise.resolve(keyEntries.set(key, value)),
});

/** A probe of an option that has no effect on a server: the option is only accepted. */
const accepted = (value: unknown): Probe => ({
  value: () => value,
  observe: withToken(() => ({})),
  expected: 'user_1',
});

/** Accepted, and without an effect on a server by design, with the reason. */
const withoutEffect: Partial<Record<keyof AllOptions, string>> = {
  tokenCache: 'only spares work',
  jwksCacheTtlInMs: 'compatibility; keys are kept 5 minutes',
  sdkMetadata: 'compatibility; sent nowhere',
  telemetry: 'compatibility; nothing is sent',
  acceptsToken: 'a handler says what it accepts',
  requireSecretKey: 'a middleware always needs the key',
  signUpUrl: 'is in the state of authenticateRequest',
  afterSignInUrl: 'is in the state of authenticateRequest',
  afterSignUpUrl: 'is in the state of authenticateRequest',
  taskUrls: 'used by redirect builders',
};

const probes: Readonly<Record<keyof AllOptions, Probe>> = {
  secretKey: {
    value: () => 'sk_live_other',
    observe: withApiKey(() => lastTo('/api_keys/verify')?.authorization),
    expected: 'Bearer sk_live_other',
  },
  machineSecretKey: {
    value: () => 'ak_machine',
    observe: async (site) => {
      await site.machine('mt_1', 'm2m_token');
      return lastTo('/m2m_tokens/verify')?.authorization;
    },
    expected: 'Bearer ak_machine',
  },
  publishableKey: {
    value: () => publishableKey('clerk.other.example'),
    observe: (site) => hostOf(site.lost()),
    expected: 'clerk.other.example',
  },
  jwtKey: {
    value: () => service.jwtKey,
    observe: async (site) => {
      const requests = countOf('/jwks');
      const userId = await site.bearer(await service.sign());
      return [userId, countOf('/jwks') - requests];
    },
    expected: ['user_1', 0],
  },
  apiUrl: {
    value: () => other.url,
    observe: async (site) => {
      const requests = other.received.length;
      await site.machine('ak_1', 'api_key');
      return other.received.length - requests;
    },
    expected: 1,
  },
  apiVersion: {
    value: () => 'v9',
    observe: async (site) => {
      await site.bearer(await service.sign());
      return lastTo('/jwks')?.path;
    },
    expected: '/v9/jwks',
  },
  userAgent: {
    value: () => 'mine/1',
    observe: withApiKey(() => lastTo('/api_keys/verify')?.userAgent),
    expected: 'mine/1',
  },
  proxyUrl: {
    value: () => 'https://app.example.com/__proxy',
    observe: async (site) => (await site.lost())?.pathname,
    expected: '/__proxy/v1/client/handshake',
  },
  domain: {
    value: () => 'sat.example.com',
    base: () => ({ ...satellite, domain: undefined }),
    observe: (site) => hostOf(site.lost()),
    expected: 'clerk.sat.example.com',
  },
  isSatellite: {
    value: () => true,
    text: 'true',
    base: () => ({ ...satellite, isSatellite: undefined, satelliteAutoSync: true }),
    observe: async (site) => (await site.get('/', pageHeaders)).status,
    expected: 307,
  },
  satelliteAutoSync: {
    value: () => true,
    base: () => satellite,
    observe: async (site) => (await site.get('/', pageHeaders)).status === 307,
    expected: true,
  },
  audience: {
    value: () => 'https://api.example.com',
    observe: withToken(() => ({ aud: 'https://another.example.com' })),
    expected: 'token-verification-failed',
  },
  authorizedParties: {
    value: () => ['https://another.example.com'],
    observe: withToken(() => ({})),
    expected: 'token-invalid-authorized-parties',
  },
  clockSkewInMs: {
    value: () => 60_000,
    observe: withToken(() => ({ exp: Math.floor(Date.now() / 1000) - 20 })),
    expected: 'user_1',
  },
  headerType: {
    value: () => 'custom+jwt',
    observe: withToken(() => ({}), { typ: 'custom+jwt' }),
    expected: 'user_1',
  },
  skipJwksCache: {
    value: () => true,
    observe: async (site) => {
      await site.bearer(await service.sign());
      const requests = countOf('/jwks');
      await site.bearer(await service.sign());
      return countOf('/jwks') - requests;
    },
    expected: 1,
  },
  machineTokenCache: {
    value: () => ({ ttlMs: 60_000 }),
    observe: async (site) => {
      await site.machine('ak_1', 'api_key');
      const requests = countOf('/api_keys/verify');
      await site.machine('ak_1', 'api_key');
      return countOf('/api_keys/verify') - requests;
    },
    expected: 0,
  },
  cache: {
    value: () => ({ ttlMs: 60_000 }),
    observe: async (site) => {
      await site.get('/client/user_1');
      const requests = countOf('/users/user_1');
      await site.get('/client/user_1');
      return countOf('/users/user_1') - requests;
    },
    expected: 0,
    needsClient: true,
  },
  revocations: {
    value: () => ({ store: revocationStore, secret: revocationSecret }),
    observe: async (site) => {
      const revocations = { store: revocationStore, secret: revocationSecret };
      await revokeTokens({ sessionId: 'sess_1' }, { revocations });
      return site.bearer(await service.sign());
    },
    expected: 'token-revoked',
  },
  keyStore: {
    value: () => keyStore,
    observe: async (site) => {
      const { CLERK_SECRET_KEY: secretKey = '' } = process.env;
      const jwks: unknown = await (await fetch(`${service.url}/v1/jwks`)).json();
      const ofOthers = keyStore.keysOf({ apiUrl: service.url, apiVersion: 'v1', secretKey }, () => false);
      ofOthers.save({ fetchedAt: Date.now(), jwks });
      await ofOthers.saved();
      const requests = countOf('/jwks');
      const userId = await site.bearer(await service.sign());
      return [userId, countOf('/jwks') - requests];
    },
    expected: ['user_1', 0],
  },
  signInUrl: {
    value: () => 'https://primary.example.com/sign-in',
    base: () => ({ isSatellite: true, domain: 'sat.example.com', secretKey: 'sk_test_satellite' }),
    observe: async (site) => (await site.get('/who')).status,
    expected: 200,
  },
  strict: {
    value: () => true,
    observe: withToken(() => ({ iss: 'https://clerk.another.example.com' })),
    expected: 'token-invalid-issuer',
  },
  issuer: {
    value: () => ['https://clerk.another.example.com'],
    observe: withToken(() => ({})),
    expected: 'token-invalid-issuer',
  },
  trustedForwardedHosts: {
    value: () => ['public.example.com'],
    observe: async (site) => {
      const location = await site.lost('/', { 'x-forwarded-host': 'evil.example.com' });
      return new URL(location?.searchParams.get('redirect_url') ?? 'x:').hostname;
    },
    expected: 'localhost',
  },
  organizationSyncOptions: {
    value: () => ({ organizationPatterns: ['/orgs/:slug'] }),
    observe: async (site) => (await site.lost('/orgs/acme'))?.searchParams.get('organization_id'),
    expected: 'acme',
  },
  skipApiVersionInUrl: {
    value: () => true,
    observe: async (site) => {
      await site.get('/', { ...pageHeaders, cookie: '__clerk_handshake_nonce=n' });
      return lastTo('/clients/handshake_payload')?.path;
    },
    expected: '/clients/handshake_payload',
  },
  useMachineSecretKey: {
    value: () => true,
    base: () => ({ machineSecretKey: 'ak_machine' }),
    observe: withApiKey(() => lastTo('/api_keys/verify')?.authorization),
    expected: 'Bearer ak_machine',
  },
  fetch: {
    value:
      () =>
      (...args: Parameters<typeof fetch>) => {
        counting();
        return fetch(...args);
      },
    observe: async (site) => {
      calls = 0;
      await site.machine('ak_1', 'api_key');
      return calls;
    },
    expected: 1,
  },
  maxResponseBytes: {
    value: () => 4,
    observe: async (site) => (await site.get('/client/user_1')).status,
    expected: 500,
    needsClient: true,
  },
  retry: {
    value: () => ({ maxRetries: 0 }),
    base: () => ({}),
    observe: async (site) => {
      const requests = countOf('/users/user_503');
      await site.get('/client/user_503');
      return countOf('/users/user_503') - requests;
    },
    expected: 1,
    needsClient: true,
  },
  timeoutMs: {
    value: () => 60,
    base: () => ({ retry: { maxRetries: 0 }, timeoutMs: 1000 }),
    observe: async (site) => {
      const { message } = (await (await site.get('/client/user_silent')).json()) as { message: string };
      return Number(/No answer within (\d+) ms/.exec(message)?.[1]) <= 60;
    },
    expected: true,
    needsClient: true,
  },
  rateLimit: {
    value: () => ({ requests: 1, perMs: 3_600_000 }),
    observe: async (site) => {
      await site.get('/client/user_1');
      return (await site.get('/client/user_1')).status;
    },
    expected: 500,
    needsClient: true,
  },
  sharesRequests: {
    value: () => true,
    observe: async (site) => {
      const requests = countOf('/users/user_1');
      await site.get('/client/user_1?twice');
      return countOf('/users/user_1') - requests;
    },
    expected: 1,
    needsClient: true,
  },
  onRequest: { value: () => counting, observe: countCalls, expected: 1, needsClient: true },
  onResponse: { value: () => counting, observe: countCalls, expected: 1, needsClient: true },
  logger: { value: () => ({ debug: counting, warn: counting }), observe: countCalls, expected: 1, needsClient: true },
  observer: {
    value: () => ({ ...counted, startDecision: () => (counting(), unwatched) }),
    observe: async (site) => {
      calls = 0;
      await site.bearer(await service.sign({}));
      return calls;
    },
    expected: 1,
  },
  dpop: {
    value: () => ({ algorithms: ['ES256'], read: () => void counting() }),
    observe: async (site) => {
      calls = 0;
      await site.get('/who', { authorization: 'DPoP x' });
      return calls > 0;
    },
    expected: true,
  },
  tokenCache: accepted(false),
  jwksCacheTtlInMs: accepted(1000),
  sdkMetadata: accepted({ name: 'mine', version: '1' }),
  telemetry: accepted({ disabled: true }),
  acceptsToken: accepted('api_key'),
  requireSecretKey: accepted(false),
  signUpUrl: accepted('https://app.example.com/sign-up'),
  afterSignInUrl: accepted('/in'),
  afterSignUpUrl: accepted('/up'),
  taskUrls: accepted({ 'choose-organization': '/choose' }),
};

let runs = 0;

/** Runs a server and looks at it. Keys are remembered in the process by secret key, so each run has one of its own. */
async function look(
  { start }: Adapter,
  { observe, base, needsClient }: Probe,
  options: Options,
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  runs += 1;
  withEnvironment(
    {
      CLERK_PUBLISHABLE_KEY: publishableKey('clerk.example.com'),
      CLERK_SECRET_KEY: `sk_live_run${runs}`,
      CLERK_API_URL: service.url,
      ...env,
    },
    { without: 'CLERK_' },
  );
  try {
    // The client that a package exports keeps the environment of its first use; with any option a middleware has a client of its own.
    const own = needsClient ? { telemetry: { disabled: true } } : {};
    return await observe(siteAt(await start({ options: { ...own, ...base?.(), ...options } })));
  } catch (error) {
    // Some options are needed together with others; a server without them does not start.
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

function siteAt(url: string): Site {
  const getPath: Site['get'] = (path, headers) => get(url + path, headers);
  return {
    url,
    get: getPath,
    machine: (token, kind) => getPath(`/who?accepts=${kind}`, bearer(token)),
    bearer: async (token) => {
      const response = await getPath('/who', bearer(token));
      const { userId } = (await response.json()) as { userId?: string | null };
      return response.headers.get('x-clerk-auth-reason') ?? userId;
    },
    lost: async (path = '/', headers = {}) => {
      const uat = `__client_uat=${Math.floor(Date.now() / 1000) - 60}`;
      // With an organization to switch to, the session must be good first.
      const session = path === '/' ? '' : `; __session=${await service.sign()}`;
      const response = await getPath(path, { ...pageHeaders, cookie: uat + session, ...headers });
      const to = response.headers.get('location');
      return to === null ? undefined : new URL(to);
    },
  };
}

const names = Object.keys(optionTable) as (keyof AllOptions)[];
const variables = names.flatMap((option) => {
  const { env } = optionTable[option];
  return env === undefined ? [] : [[env, option] as const];
});

/** Where satellites look up the session by default, the option shows its effect when it is off. */
function probeOf({ framework }: Adapter, option: keyof AllOptions): Probe {
  const isReversed = option === 'satelliteAutoSync' && framework.syncsSatellites;
  return isReversed ? { ...probes[option], value: () => false, expected: false } : probes[option];
}

/** Every option of the table has its effect on a server, by itself and by its variable. */
export function describeOptions(adapter: Adapter, services: () => Services): void {
  beforeAll(() => {
    ({ service, other } = services());
  });

  const isUsable = (option: keyof AllOptions) => has(adapter.requestClient) || !probes[option].needsClient;

  it.each(names.filter((option) => !(option in withoutEffect) && isUsable(option)))(
    'option %s has its effect',
    async (option) => {
      const probe = probeOf(adapter, option);
      const value = probe.value();
      expect(await look(adapter, probe, { [option]: value })).toEqual(probe.expected);
      expect(await look(adapter, probe, {})).not.toEqual(probe.expected);
    },
  );

  it.each(names.filter((option) => option in withoutEffect))('option %s is accepted', async (option) => {
    const probe = probes[option];
    expect(await look(adapter, probe, { [option]: probe.value() })).toEqual(probe.expected);
  });

  it.each(variables)('variable %s sets %s', async (variable, option) => {
    const probe = probes[option];
    const text = probe.text ?? String(probe.value());
    expect(await look(adapter, probe, {}, { [variable]: text })).toEqual(probe.expected);
  });
}
