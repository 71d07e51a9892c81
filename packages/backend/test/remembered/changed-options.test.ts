import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { verifyMachineAuthToken } from '../../src/verify-machine-auth-token.js';
import type { AllOptions, Environment, KeyValueStore } from '../../src/options.js';
import { memoizeByEnvironment } from '../../src/memoize-by-environment.js';
import { createAuthenticator } from '../../src/request/create-authenticator.js';
import type { MiddlewareOptions } from '../../src/request/middleware-options.js';
import { requestHead } from '../../src/request/request-head.js';
import { shareInFlight } from '../../src/rest/share-in-flight.js';
import { keySetOf } from '../../src/token/key-set.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { startTwoKeyService, type TwoKeyService } from './two-key-service.js';

let service: TwoKeyService;
let token: string;
let publishableKey: string;
beforeAll(async () => {
  service = await startTwoKeyService();
  token = await service.sign();
  publishableKey = `pk_live_${btoa('clerk.one.example$')}`;
});
afterAll(() => service.close());

const refused = 'token-invalid-authorized-parties';
const request = () => new Request('https://one.example/', { headers: { authorization: `Bearer ${token}` } });

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  try {
    const state = (await asked) as { reason?: string | null };
    return state.reason ?? 'accepted';
  } catch (error) {
    const { reason, code } = error as { reason?: string; code?: string };
    return reason ?? code ?? String(error);
  }
}

/** Every way to hand options over, as a question about the same token. */
const ways: Readonly<Record<string, (options: MiddlewareOptions) => () => Promise<string>>> = {
  verifyToken: (options) => () => reasonOf(verifyToken(token, options)),
  'authenticateRequest with options': (options) => {
    const client = createClerkClient({ secretKey: 'sk_live_x', publishableKey, jwtKey: service.pem.first });
    return () => reasonOf(client.authenticateRequest(request(), options));
  },
  'a client': (options) => {
    const client = createClerkClient({ secretKey: 'sk_live_x', publishableKey, ...options });
    return () => reasonOf(client.authenticateRequest(request()));
  },
  'a middleware': (options) => decider(options),
  'a middleware with a function': (options) => decider(() => options),
};

function decider(options: MiddlewareOptions | (() => MiddlewareOptions)): () => Promise<string> {
  const env = { CLERK_SECRET_KEY: 'sk_live_x', CLERK_PUBLISHABLE_KEY: publishableKey };
  const decide = createAuthenticator<undefined>(options, { where: 'middleware', env: () => env });
  return async () => {
    const decision = await decide(requestHead(request()), undefined);
    return decision.kind === 'continue' ? (decision.state.reason ?? 'accepted') : decision.kind;
  };
}

describe.each(Object.entries(ways))('%s', (_, use) => {
  it('reads a list that its owner changes as it is', async () => {
    const parties = ['https://one.example'];
    const ask = use({ jwtKey: service.pem.first, authorizedParties: parties });
    expect(await ask()).toBe('accepted');
    parties[0] = 'https://two.example';
    expect(await ask()).toBe(refused);
    parties.push('https://one.example');
    expect(await ask()).toBe('accepted');
  });

  it('does not answer by the list of another, though it said the same once', async () => {
    const parties = ['https://two.example'];
    const first = use({ jwtKey: service.pem.first, authorizedParties: parties });
    expect(await first()).toBe(refused);
    parties.push('https://one.example');
    const second = use({ jwtKey: service.pem.first, authorizedParties: ['https://two.example'] });
    expect(await second()).toBe(refused);
  });
});

describe('members of options', () => {
  const jwtKey = () => service.pem.first;
  const foreign = ['https://two.example'];

  it('count by their names: those that say nothing are not others', async () => {
    const ask = (options: object) => reasonOf(verifyToken(token, options));
    expect(await ask({ jwtKey: jwtKey(), audience: undefined })).toBe('accepted');
    expect(await ask({ jwtKey: jwtKey(), authorizedParties: foreign })).toBe(refused);
    expect(await ask({ jwtKey: jwtKey(), audience: undefined })).toBe('accepted');
    expect(await ask({ jwtKey: jwtKey(), constructor: Object })).toBe('option_unknown');
    expect(await ask({ jwtKey: jwtKey(), foo: undefined })).toBe('option_unknown');
    const polluting = JSON.parse('{"__proto__":{"authorizedParties":["x"]}}') as object;
    expect(await ask(Object.assign(Object.create(null) as object, { jwtKey: jwtKey() }))).toBe('accepted');
    expect(
      await ask(Object.defineProperty({ jwtKey: jwtKey() }, '__proto__', { value: polluting, enumerable: true })),
    ).toBe('option_unknown');
  });

  it('count where they are inherited or come from a class', async () => {
    class Settings {
      get jwtKey() {
        return jwtKey();
      }
      get authorizedParties() {
        return foreign;
      }
    }
    for (const settings of [
      new Settings(),
      Object.create({ jwtKey: jwtKey(), authorizedParties: foreign }) as AllOptions,
      Object.assign(Object.create({ authorizedParties: foreign }) as AllOptions, { jwtKey: jwtKey() }),
    ]) {
      expect(await reasonOf(verifyToken(token, { jwtKey: jwtKey() }))).toBe('accepted');
      expect(await reasonOf(verifyToken(token, settings))).toBe(refused);
    }
  });

  it('are read again where a getter gives them', async () => {
    let parties = ['https://one.example'];
    const options = {
      jwtKey: jwtKey(),
      get authorizedParties() {
        return parties;
      },
    };
    expect(await reasonOf(verifyToken(token, options))).toBe('accepted');
    parties = foreign;
    expect(await reasonOf(verifyToken(token, options))).toBe(refused);
  });

  it.each([undefined, null, 'text', 5, []])('%j is no set of options', async (options) => {
    expect(await reasonOf(verifyToken(token, { jwtKey: jwtKey() }))).toBe('accepted');
    expect(await reasonOf(verifyToken(token, options as never))).toBe('option_invalid');
  });

  it('of a client or a middleware are those that it was made with', async () => {
    const options = { jwtKey: jwtKey(), authorizedParties: foreign as string[] | undefined };
    const asks = [ways['a client']?.(options), ways['a middleware']?.(options)];
    options.authorizedParties = undefined;
    for (const ask of asks) expect(await ask?.()).toBe(refused);
  });
});

describe('what is remembered of the service', () => {
  it('belongs to one way of asking for keys', () => {
    const source = { apiUrl: 'https://one.example', apiVersion: 'v1', secretKey: 'sk_test_1' };
    const other: typeof fetch = (...args) => fetch(...args);
    expect(keySetOf({ ...source, fetch: other })).toBe(keySetOf({ ...source, fetch: other }));
    const all = [source, { ...source, userAgent: 'one' }, { ...source, fetch: other }, { ...source, fetch: vi.fn() }];
    expect(new Set(all.map((each) => keySetOf(each))).size).toBe(all.length);
  });

  let asked: string[];
  beforeEach(() => {
    asked = [];
  });
  const answering = (name: string): typeof fetch => {
    const body = { object: 'api_key', id: 'ak_1', name, subject: `user_${name}`, scopes: [] };
    return () => {
      asked.push(name);
      return Promise.resolve(Response.json(body));
    };
  };
  const subjectOf = async (options: AllOptions) =>
    (
      (await verifyMachineAuthToken('ak_1', { secretKey: 'sk_test_1', apiUrl: service.url, ...options })).data as
        { subject: string } | undefined
    )?.subject;

  it('belongs to one way of asking about machine tokens', async () => {
    const machineTokenCache = { ttlMs: 60_000 };
    const [one, two] = [answering('one'), answering('two')];
    for (const fetch of [one, two, one, two]) await subjectOf({ machineTokenCache, fetch });
    expect(asked).toEqual(['one', 'two']);
    expect(await subjectOf({ machineTokenCache, fetch: two, userAgent: 'other' })).toBe('user_two');
    expect(asked).toEqual(['one', 'two', 'two']);
  });

  it('serves each reader of a shared store only as long as that one allows', async () => {
    const entries = new Map<string, unknown>();
    const store: KeyValueStore = {
      get: (key) => Promise.resolve(entries.get(key)),
      set: (key, value) => Promise.resolve(entries.set(key, value)),
    };
    const fetch = answering('one');
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    try {
      await subjectOf({ fetch, machineTokenCache: { ttlMs: 3_600_000, store } });
      clock.mockReturnValue(now + 60_000);
      await subjectOf({ fetch, machineTokenCache: { ttlMs: 3_600_000, store } });
      expect(asked).toEqual(['one']);
      await subjectOf({ fetch, machineTokenCache: { ttlMs: 1000, store } });
      expect(asked).toEqual(['one', 'one']);
    } finally {
      clock.mockRestore();
    }
  });

  it('is shared by calls of the same key and version only', () => {
    const share = shareInFlight();
    const start = vi.fn(() => new Promise<never>(() => undefined));
    const same = { method: 'GET', path: '/things', query: 'a=1' } as const;
    for (const call of [
      same,
      { ...same, key: 'machine' },
      { ...same, versioned: false },
      { ...same, query: undefined },
    ] as const) {
      void share(call, start);
      void share(call, start);
    }
    expect(start).toHaveBeenCalledTimes(4);
  });
});

describe('what is remembered of an environment', () => {
  it('belongs to its variables, each under its name', () => {
    const made: Environment[] = [];
    const remember = memoizeByEnvironment((env) => (made.push(env), made.length));
    const environments: Environment[] = [
      {},
      { CLERK_SECRET_KEY: '' },
      { CLERK_SECRET_KEY: 'a' },
      { CLERK_MACHINE_SECRET_KEY: 'a' },
      { CLERK_SECRET_KEY: 'a\nb' },
      { CLERK_SECRET_KEY: 'a', CLERK_MACHINE_SECRET_KEY: 'b' },
      { CLERK_SECRET_KEY: 'a\nb\n', CLERK_MACHINE_SECRET_KEY: '' },
    ];
    expect(environments.map((env) => remember({ ...env, OTHER: String(made.length) }))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(environments.map((env) => remember(env))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(made).toStrictEqual(environments);
  });
});
