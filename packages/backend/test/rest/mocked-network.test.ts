import { createServer } from 'node:http';
import { connect } from 'node:net';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import nock from 'nock';
import { startServer } from 'testing';
import {
  EnvHttpProxyAgent,
  fetch as undiciFetch,
  getGlobalDispatcher,
  MockAgent,
  ProxyAgent,
  setGlobalDispatcher,
  type Dispatcher,
} from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRecorder, type Recorder } from './recorder.js';

// What stands between an application and the network holds for our calls, too: nothing may reach the server, which is real.

let recorder: Recorder;
// One for each test: a request that a test gave up may arrive late, among those of the next test.
beforeEach(async () => {
  recorder = await startRecorder();
  vi.resetModules();
});
afterEach(() => recorder.close());

const user = { object: 'user', id: 'user_mocked' };
// The import of nock has put it in the place of the global fetch.
nock.restore();
const originalFetch = globalThis.fetch;

const load = async () => ({
  ...(await import('../../src/clerk-client.js')),
  ...(await import('../../src/token/verify-token.js')),
});
type Backend = Awaited<ReturnType<typeof load>>;

const clientOf = ({ createClerkClient }: Backend) =>
  createClerkClient({ secretKey: 'sk_test_secret', apiUrl: recorder.origin, retry: { maxRetries: 0 } });

/** A GET, a POST with a body, and the public keys: each is answered by the mock. */
async function callAll(backend: Backend): Promise<void> {
  const client = clientOf(backend);
  expect(await client.users.getUser('user_1')).toMatchObject({ id: 'user_mocked' });
  expect(await client.users.createUser({ emailAddress: ['a@example.com'] })).toMatchObject({ id: 'user_mocked' });
  const [header, payload] = [{ alg: 'RS256', kid: `ins_${Math.random()}` }, { sub: 'user_1' }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const options = { secretKey: `sk_test_${Math.random()}`, apiUrl: recorder.origin };
  await expect(backend.verifyToken(`${header}.${payload}.AAAA`, options)).rejects.toMatchObject({
    reason: 'jwk-kid-mismatch',
  });
}

interface Mock {
  readonly start: () => void;
  readonly stop: () => void;
}

const paths = ['/v1/users/user_1', '/v1/users', '/v1/jwks'] as const;
const keys = { keys: [{ kty: 'RSA', kid: 'ins_other', alg: 'RS256', n: 'AQAB', e: 'AQAB' }] };

function msw(): Mock {
  const server = setupServer(
    http.get(`${recorder.origin}${paths[0]}`, () => HttpResponse.json(user)),
    http.post(`${recorder.origin}${paths[1]}`, () => HttpResponse.json(user)),
    http.get(`${recorder.origin}${paths[2]}`, () => HttpResponse.json(keys)),
  );
  return { start: () => server.listen({ onUnhandledRequest: 'error' }), stop: () => server.close() };
}

function nocked(): Mock {
  return {
    start: () => {
      if (!nock.isActive()) nock.activate();
      nock(recorder.origin).persist().get(paths[0]).reply(200, user).post(paths[1]).reply(200, user);
      nock(recorder.origin).persist().get(paths[2]).reply(200, keys);
    },
    stop: () => {
      nock.cleanAll();
      nock.restore();
    },
  };
}

const bodyFor = (input: string | URL | Request) =>
  (input instanceof Request ? input.url : input.toString()).endsWith('/jwks') ? keys : user;
const answer: typeof fetch = (input) => Promise.resolve(Response.json(bodyFor(input)));

/** Another function in the place of the global one. */
const replaced = (make: (original: typeof fetch) => typeof fetch) => (): Mock => ({
  start: () => {
    globalThis.fetch = make(originalFetch);
  },
  stop: () => {
    globalThis.fetch = originalFetch;
  },
});

// oxlint-disable-next-line typescript/unbound-method -- put back as it was, and called with `this`
const originalToString = Function.prototype.toString;

const mocks: readonly (readonly [string, () => Mock])[] = [
  ['msw', msw],
  ['nock', nocked],
  ['vi.stubGlobal', () => ({ start: () => vi.stubGlobal('fetch', vi.fn(answer)), stop: () => vi.unstubAllGlobals() })],
  [
    'vi.spyOn',
    () => ({
      start: () => vi.spyOn(globalThis, 'fetch').mockImplementation(answer),
      stop: () => vi.restoreAllMocks(),
    }),
  ],
  [
    'a wrapper that names undici',
    replaced(
      () =>
        function fetch(input, init = undefined) {
          const undiciModule = { fetch: answer };
          return undiciModule.fetch(input, init);
        },
    ),
  ],
  [
    'a wrapper that shows the source of what it wraps',
    replaced((original) =>
      Object.defineProperties((...given: Parameters<typeof fetch>) => answer(...given), {
        name: { value: 'fetch' },
        length: { value: 1 },
        toString: { value: () => original.toString() },
      }),
    ),
  ],
  [
    'a wrapper with Function.prototype.toString replaced, too',
    () => {
      const wrapper: typeof fetch = (...given) => answer(...given);
      return {
        start: () => {
          globalThis.fetch = wrapper;
          Function.prototype.toString = function toString() {
            return originalToString.call(this === wrapper ? originalFetch : this);
          };
        },
        stop: () => {
          globalThis.fetch = originalFetch;
          Function.prototype.toString = originalToString;
        },
      };
    },
  ],
  ['a Proxy', replaced((original) => new Proxy(original, { apply: (_, __, given: [string]) => answer(...given) }))],
  ['a bound function', replaced(() => answer.bind(undefined))],
  [
    'a getter',
    () => ({
      start: () => Object.defineProperty(globalThis, 'fetch', { configurable: true, get: () => answer }),
      stop: () =>
        Object.defineProperty(globalThis, 'fetch', {
          value: originalFetch,
          configurable: true,
          enumerable: true,
          writable: true,
        }),
    }),
  ],
  [
    'an object with a few members in the place of a Response',
    replaced(
      () => (input) =>
        Promise.resolve({
          ok: true,
          status: 200,
          headers: new Headers({ 'content-type': 'application/json' }),
          json: () => Promise.resolve(bodyFor(input)),
          text: () => Promise.resolve(JSON.stringify(bodyFor(input))),
        } as Response),
    ),
  ],
];

describe.each(mocks)('%s', (_, make) => {
  it('answers all calls if it is there before the import', async () => {
    const mock = make();
    mock.start();
    try {
      await callAll(await load());
    } finally {
      mock.stop();
    }
    expect(recorder.requests).toEqual([]);
  });

  it('answers all calls if it comes after the import and a call', async () => {
    const backend = await load();
    await clientOf(backend).users.getUser('user_1');
    expect(recorder.requests.splice(0)).toHaveLength(1);
    const mock = make();
    mock.start();
    try {
      await callAll(backend);
    } finally {
      mock.stop();
    }
    expect(recorder.requests).toEqual([]);
    await clientOf(backend).users.getUser('user_1');
    expect(recorder.requests).toHaveLength(1);
  });
});

it('the answer of a mock may have json() alone', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve({
      ok: true,
      status: 200,
      headers: { get: (name: string) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
      json: () => Promise.resolve(user),
    }),
  );
  try {
    expect(await clientOf(await load()).users.getUser('user_1')).toMatchObject({ id: 'user_mocked' });
  } finally {
    vi.unstubAllGlobals();
  }
});

it("undici's own fetch is used where an application has put it", async () => {
  const { transport } = await import('../../src/rest/transport/node.js');
  const request = { method: 'GET', url: `${recorder.origin}/`, headers: {}, timeoutMs: 300_000, maxBytes: 1000 };
  await transport(request);
  // Another class of Response than the global one, as with any polyfill.
  vi.stubGlobal('fetch', undiciFetch);
  try {
    await transport(request);
  } finally {
    vi.unstubAllGlobals();
  }
  // The header is that of every fetch, and of no request that goes around it.
  const [ours, theirs] = recorder.requests.map(({ headers }) => headers['sec-fetch-mode']);
  expect(ours).toBeUndefined();
  expect(theirs).toBe('cors');
});

describe('the dispatcher that an application has set', () => {
  let proxyUrl: string;
  let tunnels: string[];
  let original: Dispatcher;
  beforeEach(async () => {
    original = getGlobalDispatcher();
    tunnels = [];
    const proxy = createServer().on('connect', (request, socket, head) => {
      tunnels.push(request.url ?? '');
      const { hostname, port } = new URL(`http://${request.url}`);
      const upstream = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    proxyUrl = (await startServer(proxy)).url;
  });
  afterEach(() => {
    setGlobalDispatcher(original);
    vi.unstubAllEnvs();
  });

  it('MockAgent answers GET and POST', async () => {
    const mock = new MockAgent();
    mock.disableNetConnect();
    const headers = { 'content-type': 'application/json' };
    mock.get(recorder.origin).intercept({ path: paths[0] }).reply(200, user, { headers });
    mock.get(recorder.origin).intercept({ path: paths[1], method: 'POST' }).reply(200, user, { headers });
    setGlobalDispatcher(mock);
    const client = clientOf(await load());
    expect(await client.users.getUser('user_1')).toMatchObject({ id: 'user_mocked' });
    expect(await client.users.createUser({ emailAddress: ['a@example.com'] })).toMatchObject({ id: 'user_mocked' });
    await expect(client.users.getUser('user_2')).rejects.toMatchObject({ status: undefined });
    expect(recorder.requests).toEqual([]);
  });

  it.each([
    ['ProxyAgent', () => new ProxyAgent({ uri: proxyUrl, proxyTunnel: true })],
    [
      'EnvHttpProxyAgent',
      () => {
        vi.stubEnv('http_proxy', proxyUrl);
        vi.stubEnv('no_proxy', '');
        return new EnvHttpProxyAgent({ proxyTunnel: true });
      },
    ],
  ])('%s carries the calls', async (_, make) => {
    const agent = make();
    setGlobalDispatcher(agent);
    await clientOf(await load()).users.getUser('user_1');
    expect(tunnels).toEqual([new URL(recorder.origin).host]);
    expect(recorder.requests).toHaveLength(1);
    await agent.close();
  });
});
