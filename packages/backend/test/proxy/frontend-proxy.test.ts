import { withEnvironment } from 'testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { passOn } from '../../src/proxy/clerk-frontend-api-proxy.js';
import { isProxyPath } from '../../src/proxy/match-proxy-path.js';
import {
  clerkFrontendApiProxy,
  fapiUrlFromPublishableKey,
  matchProxyPath,
  type FrontendApiProxyOptions,
} from '../../src/proxy.js';

const keys = { publishableKey: `pk_test_${btoa('clerk.example.com$')}`, secretKey: 'sk_test_secret' };
const url = 'https://app.example.com/__clerk/v1/client?q=2';
let calls: { url: string; headers: Headers; signal: AbortSignal; body: RequestInit['body'] }[] = [];

beforeEach(() => {
  calls = [];
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const { headers, signal, body } = init;
    calls.push({ url: input, headers: new Headers(headers), signal: signal ?? new AbortController().signal, body });
    return Promise.resolve(new Response('ok'));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(process.env, 'CLERK_FAPI_URL');
});

const ask = (options: FrontendApiProxyOptions = {}, request = new Request(url)) =>
  clerkFrontendApiProxy(request, { ...keys, ...options });

async function errorOf(answer: Promise<Response>): Promise<readonly [status: number, code: string, message: string]> {
  const response = await answer;
  const text = await response.text();
  expect(text).not.toContain(keys.secretKey);
  const { errors } = JSON.parse(text) as { errors: readonly { code: string; message: string }[] };
  return [response.status, errors[0]?.code ?? '', errors[0]?.message ?? ''];
}

const refusal = async (answer: Promise<Response>) => (await errorOf(answer)).slice(0, 2);

describe('where the Frontend API is', () => {
  const unusable = [
    'https://u:p@fapi.example.com',
    'https://u@fapi.example.com',
    'https://@fapi.example.com',
    'https://fapi.example.com?a=1',
    'https://fapi.example.com?',
    'https://fapi.example.com#x',
    'https://fapi.example.com/#',
    'ftp://fapi.example.com',
    'git+https://fapi.example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'fapi.example.com',
    '/v1',
    'https://',
    'https://a:99999',
  ];

  it.each([
    ['clerk.example.com', 'https://frontend-api.clerk.dev'],
    ['clerk.app.lcl.dev', 'https://frontend-api.clerk.dev'],
    ['clerk.app.lclstage.dev', 'https://frontend-api.clerk.dev'],
    ['clerk.app.lclclerk.com', 'https://frontend-api.clerk.dev'],
    ['app.lcl.dev', 'https://frontend-api.lclclerk.com'],
    ['app.lclstage.dev', 'https://frontend-api.lclclerk.com'],
    ['app.accounts.lclclerk.com', 'https://frontend-api.lclclerk.com'],
    ['app.accountsstage.dev', 'https://frontend-api.clerkstage.dev'],
    ['clerk.app.accountsstage.dev', 'https://frontend-api.clerkstage.dev'],
  ])('follows from a key of %s: %s', (host, expected) => {
    expect(fapiUrlFromPublishableKey(`pk_test_${btoa(`${host}$`)}`)).toBe(expected);
  });

  it.each(unusable)('is never %j: no call is made, whether it is an option or a variable', async (fapiUrl) => {
    expect(await refusal(ask({ fapiUrl }))).toEqual([500, 'proxy_configuration_error']);
    process.env['CLERK_FAPI_URL'] = fapiUrl;
    expect(await refusal(ask())).toEqual([500, 'proxy_configuration_error']);
    expect(calls).toEqual([]);
  });

  it.each(['https://fapi.example.com', 'http://127.0.0.1:3000/', 'https://fapi.example.com/base/'])(
    'may be %s',
    async (fapiUrl) => {
      expect((await ask({ fapiUrl })).status).toBe(200);
      expect(calls[0]?.url).toBe(`${fapiUrl.replace(/\/$/, '')}/v1/client?q=2`);
    },
  );

  it('is reached at its root by the path of the proxy itself', async () => {
    await ask({ fapiUrl: 'https://fapi.example.com/base' }, new Request('https://app.example.com/__clerk'));
    expect(calls[0]?.url).toBe('https://fapi.example.com/base/');
  });

  it.each(['//v1', '/v1//x', '/v1%2F%2fx', '/%252E%252E', '/v1/..%3Bx', '/a%5C..', '/v1/..;x'])(
    'is never called for %s, which could lead elsewhere',
    async (path) => {
      expect(await errorOf(ask({}, new Request(`https://app.example.com/__clerk${path}`)))).toEqual([
        400,
        'proxy_request_failed',
        'The path has empty segments, or dots that lead elsewhere.',
      ]);
      expect(calls).toEqual([]);
    },
  );

  it('leads redirects within it back to the proxy, without its base path', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        new Response(null, { status: 302, headers: { location: 'https://fapi.example.com/base/v1/x?y' } }),
      ),
    );
    const answer = await ask({ fapiUrl: 'https://fapi.example.com/base' });
    expect(answer.headers.get('location')).toBe('https://app.example.com/__clerk/v1/x?y');
  });

  it.each([
    ['https://fapi.example.com/elsewhere', 'https://app.example.com/__clerk/elsewhere'],
    ['https://fapi.example.com/basement', 'https://app.example.com/__clerk/basement'],
    ['https://accounts.example.com/base/v1', 'https://accounts.example.com/base/v1'],
  ])('leads a redirect to %s to %s', async (location, expected) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 302, headers: { location } })));
    const answer = await ask({ fapiUrl: 'https://fapi.example.com/base' });
    expect(answer.headers.get('location')).toBe(expected);
  });
});

describe('options', () => {
  it('are the keys of the environment where none is given', async () => {
    withEnvironment({ CLERK_PUBLISHABLE_KEY: keys.publishableKey, CLERK_SECRET_KEY: keys.secretKey });
    expect((await clerkFrontendApiProxy(new Request(url))).status).toBe(200);
    expect(calls[0]?.headers.get('clerk-secret-key')).toBe(keys.secretKey);
  });

  it.each<readonly [FrontendApiProxyOptions, RegExp]>([
    [{ secretKey: keys.secretKey }, /^The proxy needs `publishableKey`: pass it, or set CLERK_PUBLISHABLE_KEY\.$/],
    [{ publishableKey: keys.publishableKey }, /^The proxy needs `secretKey`: pass it, or set CLERK_SECRET_KEY\.$/],
    [{ ...keys, fapiUrl: '/v1' }, /^`fapiUrl` \(CLERK_FAPI_URL\) must be an http or https URL without user, password/],
    [{ ...keys, proxyUrl: '/x' } as object, /clerkFrontendApiProxy/],
  ])('that are missing or wrong are named: %j', async (options, message) => {
    withEnvironment({ CLERK_PUBLISHABLE_KEY: undefined, CLERK_SECRET_KEY: undefined });
    const [status, code, text] = await errorOf(clerkFrontendApiProxy(new Request(url), options));
    expect([status, code]).toEqual([500, 'proxy_configuration_error']);
    expect(text).toMatch(message);
  });

  it('need no `process`, which edge runtimes do not have', async () => {
    const { process } = globalThis;
    vi.stubGlobal('process', undefined);
    const answer = ask();
    vi.stubGlobal('process', process);
    expect((await answer).status).toBe(200);
  });

  it('are refused where they are unknown or of the wrong type', async () => {
    expect(await refusal(ask({ proxyUrl: '/x' } as object))).toEqual([500, 'proxy_configuration_error']);
    expect(await refusal(ask({ strict: 'yes' } as object))).toEqual([500, 'proxy_configuration_error']);
    expect(calls).toEqual([]);
  });

  it('restrict which forwarded hosts count', async () => {
    const headers = { 'x-forwarded-host': 'evil.example.com', forwarded: 'host=evil.example.com' };
    const request = () => new Request(url, { headers });
    await ask({}, request());
    await ask({ strict: true }, request());
    await ask({ trustedForwardedHosts: ['public.example.com'] }, request());
    expect(calls.map((call) => call.headers.get('clerk-proxy-url'))).toEqual([
      'https://evil.example.com/__clerk',
      'https://app.example.com/__clerk',
      'https://app.example.com/__clerk',
    ]);
    expect(calls.map((call) => call.headers.get('x-forwarded-host'))).toEqual([
      'evil.example.com',
      'app.example.com',
      'app.example.com',
    ]);
    expect(calls.map((call) => call.headers.get('forwarded'))).toEqual(['host=evil.example.com', null, null]);
  });
});

describe('headers', () => {
  it('of one connection, and those that no longer fit, are not passed on', async () => {
    const headers = { connection: 'x-one, X-Two', 'x-one': '1', 'x-two': '2', 'x-three': '3' };
    const request = new Request(url, { method: 'POST', body: 'a', headers: { ...headers, 'content-length': '99' } });
    await passOn(
      { method: 'POST', headers: new Headers({ ...headers, expect: '100-continue' }), body: 'a' },
      new URL(url),
      keys,
    );
    await ask({}, request);
    for (const { headers: sent } of calls) {
      expect(['connection', 'x-one', 'x-two', 'content-length', 'expect'].filter((name) => sent.has(name))).toEqual([]);
      expect(sent.get('x-three')).toBe('3');
    }
  });

  it.each([
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ])('%s is passed on neither with a request nor with an answer', async (name) => {
    const headers = { [name]: 'x', 'x-kept': 'yes' };
    await passOn({ method: 'GET', headers: new Headers(headers), body: null }, new URL(url), keys);
    expect([calls[0]?.headers.has(name), calls[0]?.headers.has('x-kept')]).toEqual([false, true]);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('ok', { headers })));
    const answer = await ask();
    expect([answer.headers.has(name), answer.headers.has('x-kept')]).toEqual([false, true]);
  });

  it('of an answer say nothing of an encoding that is gone', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '2', connection: 'close, X-Hop', 'x-hop': '1' };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('ok', { headers: { ...headers, 'x-kept': 'yes' } })));
    const answer = await ask();
    expect(Object.keys(headers).filter((name) => answer.headers.has(name))).toEqual([]);
    expect(answer.headers.get('x-kept')).toBe('yes');
  });

  it('keep the address of the client where forwarded hosts are restricted', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1, 10.0.0.1', 'x-forwarded-port': '99' };
    await ask({ strict: true }, new Request(url, { headers }));
    expect(calls[0]?.headers.get('x-forwarded-for')).toBe('192.0.2.1');
    expect(calls[0]?.headers.has('x-forwarded-port')).toBe(false);
  });
});

describe('a body', () => {
  it.each([
    ['GET', false],
    ['HEAD', false],
    ['DELETE', true],
  ])('of %s is passed on: %s', async (method, isSent) => {
    await passOn({ method, headers: new Headers(), body: 'a' }, new URL(url), keys);
    expect(calls[0]?.body).toBe(isSent ? 'a' : undefined);
  });
});

describe('a call', () => {
  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 504],
    ['UND_ERR_HEADERS_TIMEOUT', 504],
    ['ETIMEDOUT', 504],
    ['ECONNREFUSED', 502],
  ])('that ends with %s is answered with %i', async (code, status) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
    vi.stubGlobal('fetch', () => Promise.reject(error));
    const message =
      status === 504
        ? 'The Frontend API did not answer in time.'
        : 'The Frontend API could not be reached. Check CLERK_FAPI_URL and the network.';
    expect(await errorOf(ask())).toEqual([status, 'proxy_request_failed', message]);
  });

  it.each([
    [101, 502],
    [199, 502],
    [200, 200],
    [599, 599],
    [600, 502],
  ])('with the status %i is answered with %i, whatever the class of answers takes', async (given, status) => {
    class Lenient extends Response {
      constructor(body?: BodyInit | null, init?: ResponseInit) {
        super(body, { ...init, status: Math.min(Math.max(init?.status ?? 200, 200), 599) });
      }
    }
    vi.stubGlobal('Response', Lenient);
    vi.stubGlobal('fetch', () =>
      Promise.resolve({ status: given, statusText: '', headers: new Headers(), body: null }),
    );
    expect((await ask()).status).toBe(status);
  });

  it('leaves no timer when the answer has no body, and one while its body is waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 })));
    await ask();
    expect(vi.getTimerCount()).toBe(0);
    let call: AbortSignal | null | undefined;
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      call = signal;
      return Promise.resolve(new Response(new ReadableStream()));
    });
    const answer = await ask({ timeoutMs: 60 });
    void answer.body?.getReader().read();
    await vi.advanceTimersByTimeAsync(60);
    expect(call?.aborted).toBe(true);
  });

  it('is not made for a path of somebody else', async () => {
    expect(await errorOf(ask({}, new Request('https://app.example.com/v1')))).toEqual([
      400,
      'proxy_path_mismatch',
      'The path does not begin with /__clerk.',
    ]);
    expect((await ask({ proxyPath: '/' }, new Request('https://app.example.com/v1'))).status).toBe(200);
    expect(calls.map((made) => new URL(made.url).pathname)).toEqual(['/v1']);
  });

  const hang = (_: string, { signal }: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });

  it('is bounded by `timeoutMs`', async () => {
    vi.stubGlobal('fetch', hang);
    expect(await refusal(ask({ timeoutMs: 20 }))).toEqual([504, 'proxy_request_failed']);
  });

  it('ends with the request that it is made for', async () => {
    vi.stubGlobal('fetch', hang);
    const client = new AbortController();
    const answering = refusal(ask({}, new Request(url, { signal: client.signal })));
    client.abort();
    expect(await answering).toEqual([502, 'proxy_request_failed']);
  });

  it('does not run out of time while the client is slow: neither to send nor to read', async () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    let asked: (signal: AbortSignal | null | undefined) => void = () => undefined;
    const signal = new Promise<AbortSignal | null | undefined>((resolve) => (asked = resolve));
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      asked(init.signal);
      const body = await new Response(init.body ?? '').text();
      return new Response(new Blob([`got ${body}`]).stream());
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const sent = new TransformStream<Uint8Array, Uint8Array>();
    const client = sent.writable.getWriter();
    const request = new Request(url, { method: 'POST', body: sent.readable, duplex: 'half' } as RequestInit);
    const asking = ask({ timeoutMs: 60 }, request);
    const call = await signal;
    await vi.advanceTimersByTimeAsync(120);
    await client.write(encode('late'));
    await client.close();
    const answer = await asking;
    await vi.advanceTimersByTimeAsync(120);
    expect(await answer.text()).toBe('got late');
    expect(call?.aborted).toBe(false);
  });

  it('is not made for a body that somebody has read', async () => {
    const request = new Request(url, { method: 'POST', body: 'a' });
    await request.text();
    expect(await errorOf(ask({}, request))).toEqual([
      500,
      'proxy_request_failed',
      'The request body was read before. Give the proxy the request, or a clone of it, unread.',
    ]);
    expect(calls).toEqual([]);
  });
});

describe('matchProxyPath', () => {
  it('takes a Request, anything with a URL, and a path', () => {
    expect(matchProxyPath(new Request(url))).toBe(true);
    expect(matchProxyPath(new Request('https://app.example.com/__clerkx'))).toBe(false);
    expect(matchProxyPath(new Request('https://app.example.com/?/__clerk/'))).toBe(false);
    expect(matchProxyPath(new Request('https://app.example.com/fapi/v1'), { proxyPath: '/fapi/' })).toBe(true);
    expect(matchProxyPath({ url: '/__clerk/v1' })).toBe(true);
    expect(matchProxyPath('/__clerk/v1')).toBe(true);
    expect(matchProxyPath('/elsewhere')).toBe(false);
  });

  it('names itself where an option is unknown', () => {
    expect(() => matchProxyPath('/', { path: '/x' } as object)).toThrow(/matchProxyPath/);
  });

  it('takes every path where the proxy is the whole host', () => {
    expect(matchProxyPath(new Request('https://clerk.example.com/v1'), { proxyPath: '/' })).toBe(true);
  });
});

describe('isProxyPath', () => {
  it.each([
    ['/', true],
    ['/__clerk', true],
    ['/a/b/', true],
    ['/a//', true],
    ['//', true],
    ['', false],
    ['a', false],
    ['a/', false],
    ['//a', false],
    ['/a//b', false],
    ['/a/../b', false],
    ['/a?b', false],
    ['/a b', false],
  ])('%j: %s', (path, isOne) => {
    expect(isProxyPath(path)).toBe(isOne);
  });
});
