import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clerkFrontendApiProxy, matchProxyPath, type FrontendApiProxyOptions } from '../../src/proxy.js';

const keys = { publishableKey: `pk_test_${btoa('clerk.example.com$')}`, secretKey: 'sk_test_secret' };
const url = 'https://app.example.com/__clerk/v1/client?q=2';
let calls: { url: string; headers: Headers; signal: AbortSignal }[] = [];

beforeEach(() => {
  calls = [];
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    calls.push({ url: input, headers: new Headers(init.headers), signal: init.signal ?? new AbortController().signal });
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

async function refusal(answer: Promise<Response>): Promise<readonly [number, string]> {
  const response = await answer;
  const text = await response.text();
  expect(text).not.toContain(keys.secretKey);
  const { errors } = JSON.parse(text) as { errors: readonly { code: string }[] };
  return [response.status, errors[0]?.code ?? ''];
}

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
    'javascript:alert(1)',
    'file:///etc/passwd',
    'fapi.example.com',
    '/v1',
    'https://',
    'https://a:99999',
  ];

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

  it('leads redirects within it back to the proxy, without its base path', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        new Response(null, { status: 302, headers: { location: 'https://fapi.example.com/base/v1/x?y' } }),
      ),
    );
    const answer = await ask({ fapiUrl: 'https://fapi.example.com/base' });
    expect(answer.headers.get('location')).toBe('https://app.example.com/__clerk/v1/x?y');
  });
});

describe('options', () => {
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

describe('a call', () => {
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
    expect(await refusal(ask({}, request))).toEqual([500, 'proxy_request_failed']);
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

  it('takes every path where the proxy is the whole host', () => {
    expect(matchProxyPath(new Request('https://clerk.example.com/v1'), { proxyPath: '/' })).toBe(true);
  });
});
