import { connect, createServer as createTcpServer } from 'node:net';
import { startServer, withEnvironment } from 'testing';
import { beforeEach, expect, it } from 'vitest';
import type { Adapter, Setup, Start } from './define-adapter.js';
import { rawRequest, sendRaw } from './raw-http.js';
import { startRecordingUpstream, startUpstream } from './start-upstream.js';

const secretKey = 'sk_test_proxysecretproxysecret';
const portOf = (url: string) => Number(new URL(url).port);
const page = 'Accept: text/html\r\nSec-Fetch-Dest: document\r\n';
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: readonly { code: string }[] }).errors[0]?.code;

const noHosts = [
  'a:99999',
  '[',
  'u:p@x',
  'a b',
  'a\tb',
  '[::1',
  'a:b',
  '1.2.3.999',
  'a#b',
  'a?b',
  'a\\b',
  'app.example.com/__clerk/v1/blocked?',
  'app.example.com/__clerk/v1/blocked#',
  'app.example.com, evil.example.com',
  '\xe9.example.com',
  'a%00b',
];
const hosts = ['app.example.com', 'APP.example.com:8080', '10.0.0.1:80', '[::1]:3000', 'my_service:3000', 'a:', 'a.b.'];

/** A server of the adapter with the proxy. */
const starter =
  (start: Start) =>
  (setup: Setup = {}): Promise<string> =>
    start({ options: { frontendApiProxy: { enabled: true } }, ...setup });

/** The Frontend API proxy, seen from both sides: what clients may send, and what the Frontend API gets and does. */
export function describeFrontendProxy(adapter: Adapter): void {
  beforeEach(() => {
    withEnvironment(
      {
        CLERK_SECRET_KEY: secretKey,
        CLERK_PUBLISHABLE_KEY: `pk_test_${btoa('clerk.example.com$')}`,
        CLERK_API_URL: 'http://127.0.0.1:9',
      },
      { without: 'CLERK_' },
    );
  });
  describeHosts(adapter);
  describeSwitch(adapter);
  describePaths(adapter);
  describeBodies(adapter);
  describeFailures(adapter);
}

function describeHosts({ start, framework }: Adapter): void {
  const run = starter(start);
  const wholeUrls = framework.settlesTargets ? [] : ['http://app.example.com/__clerk/v1/client'];

  it.each([
    ['options', {}],
    ['a function of options', { options: () => ({ frontendApiProxy: { enabled: true } }) }],
  ] as const)('answers 400 to a Host that is none, and passes every other on; made with %s', async (_, setup) => {
    const { seen } = await startRecordingUpstream();
    const url = await run(setup);
    const refused = expect.toBeOneOf(framework.failsOnNoHost ? [400, 500] : [400]) as unknown;
    for (const host of noHosts) {
      for (const path of ['/__clerk/v1/client', '/who']) {
        const { status, hung } = await sendRaw(portOf(url), rawRequest(path, { host }));
        expect([host, path, hung, status]).toEqual([host, path, false, refused]);
      }
    }
    expect(seen).toEqual([]);
    for (const host of hosts) {
      // Such a server itself refuses what it would write otherwise.
      if (framework.refusesUnusualHosts && new URL(`http://${host}`).host !== host) continue;
      const { status } = await sendRaw(portOf(url), rawRequest('/__clerk/v1/client', { host }));
      expect([host, status]).toEqual([host, 200]);
    }
    expect(seen.at(0)?.headers['clerk-proxy-url']).toBe('http://app.example.com/__clerk');
  });

  it('asks `enabled` with the public URL, and passes on what it was asked about', async () => {
    const { seen } = await startRecordingUpstream();
    const asked: string[] = [];
    const enabled = (url: URL) => {
      asked.push(url.href);
      // What a caller does to the URL changes nothing.
      const isAllowed = url.hostname === 'app.example.com' && !url.pathname.includes('blocked');
      url.pathname = '/__clerk/v1/elsewhere';
      return isAllowed;
    };
    const url = await run({ options: { frontendApiProxy: { enabled } } });
    const statusOf = async (path: string, request = {}) =>
      (await sendRaw(portOf(url), rawRequest(path, request))).status;
    expect(await statusOf('/__clerk/v1/client?a=1')).toBe(200);
    const forwarded = 'X-Forwarded-Host: app.example.com\r\nX-Forwarded-Proto: https\r\n';
    expect(await statusOf('/__clerk/v1/client', { host: 'inner:8080', headers: forwarded })).toBe(200);
    expect(await statusOf('/__clerk/v1/client', { host: 'other.example.com' })).toBe(404);
    expect(await statusOf('/__clerk/v1/blocked')).toBe(404);
    for (const target of wholeUrls) expect(await statusOf(target)).toBe(200);
    expect(asked).toEqual([
      'http://app.example.com/__clerk/v1/client?a=1',
      'https://app.example.com/__clerk/v1/client',
      'http://other.example.com/__clerk/v1/client',
      'http://app.example.com/__clerk/v1/blocked',
      ...wholeUrls,
    ]);
    expect(seen.map(({ url }) => url)).toEqual(['/v1/client?a=1', '/v1/client', ...wholeUrls.map(() => '/v1/client')]);
    expect(seen[1]?.headers['clerk-proxy-url']).toBe('https://app.example.com/__clerk');
  });

  it('believes forwarded hosts as far as `strict` and `trustedForwardedHosts` allow', async () => {
    const { seen } = await startRecordingUpstream();
    const headers =
      'X-Forwarded-Host: evil.example.com\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nForwarded: host=evil.example.com\r\n';
    const asked: string[] = [];
    const frontendApiProxy = { enabled: (url: URL) => asked.push(url.origin) > 0 };
    for (const given of [
      { strict: true },
      { trustedForwardedHosts: ['public.example.com'] },
      () => ({ strict: true }),
    ]) {
      const options =
        typeof given === 'function' ? () => ({ ...given(), frontendApiProxy }) : { ...given, frontendApiProxy };
      const url = await run({ options });
      await sendRaw(portOf(url), rawRequest('/__clerk/v1/client', { headers }));
      expect(asked.pop()).toBe('https://app.example.com');
      expect(JSON.stringify(seen.at(-1)?.headers)).not.toContain('evil');
      expect(seen.at(-1)?.headers).toMatchObject({
        'clerk-proxy-url': 'https://app.example.com/__clerk',
        'x-forwarded-host': 'app.example.com',
        'x-forwarded-proto': 'https',
      });
    }
    const trusting = await run({ options: { trustedForwardedHosts: ['public.example.com'], frontendApiProxy } });
    const trusted = 'X-Forwarded-Host: public.example.com\r\nX-Forwarded-Proto: https\r\n';
    await sendRaw(portOf(trusting), rawRequest('/__clerk/v1/client', { headers: trusted }));
    expect(seen.at(-1)?.headers).toMatchObject({
      'clerk-proxy-url': 'https://public.example.com/__clerk',
      'x-forwarded-host': 'public.example.com',
    });
  });
}

function describeSwitch({ start }: Adapter): void {
  const run = starter(start);

  it('sends browsers through the proxy only where it is on', async () => {
    await startRecordingUpstream();
    const enabled = (url: URL) => url.hostname === 'app.example.com';
    const url = await run({ options: { frontendApiProxy: { enabled } } });
    const locationFor = async (host: string) =>
      /^location: (.*?)\?/im.exec((await sendRaw(portOf(url), rawRequest('/who', { host, headers: page }))).text)?.[1];
    expect(await locationFor('app.example.com')).toBe('http://app.example.com/__clerk/v1/client/handshake');
    expect(await locationFor('other.example.com')).toBe('https://clerk.example.com/v1/client/handshake');
    expect(await locationFor('app.example.com')).toBe('http://app.example.com/__clerk/v1/client/handshake');
  });

  // A rejection that nobody takes fails the run, as it would end the process.
  it.each([
    ['a promise', () => Promise.resolve(false)],
    ['a promise that rejects', () => Promise.reject(new Error('the flags could not be read'))],
  ])('reports a predicate that gives %s, which would count as yes', async (_case, predicate) => {
    const { seen } = await startRecordingUpstream();
    const enabled = predicate as unknown as () => boolean;
    const url = await run({ options: { frontendApiProxy: { enabled } } });
    const answer = await fetch(`${url}/__clerk/v1/client`);
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'option_invalid' }]);
    expect(seen).toEqual([]);
  });
}

function describePaths({ start }: Adapter): void {
  const run = starter(start);

  it('leads to no other host and to no other path, however the path is written', async () => {
    const { seen, url: upstream } = await startRecordingUpstream();
    process.env['CLERK_FAPI_URL'] = `${upstream}/base/`;
    const url = await run();
    for (const path of [
      '//evil.example.com/v1',
      '/%2fevil.example.com',
      '/%5Cevil.example.com',
      '/\\evil.example.com',
      '/..%2fadmin',
      '/%2e%2e%2Fadmin',
      '/..%5cadmin',
      '/..%252fadmin',
      '/%252e%252e/admin',
      '/v1/..;/admin',
      '/v1//client',
      '/v1/..%2f..%2f..%2fadmin',
    ]) {
      const { status } = await sendRaw(portOf(url), rawRequest(`/__clerk${path}`));
      expect([path, status]).toEqual([path, 400]);
    }
    for (const path of ['/../admin', '/%2e%2e/admin', '/./../admin', '/v1/%2E%2e/../../admin']) {
      const { status } = await sendRaw(portOf(url), rawRequest(`/__clerk${path}`));
      expect([path, status]).toEqual([path, 404]);
    }
    expect(seen).toEqual([]);
    for (const path of ['/@evil.example.com/x', '/:80/x', '/v1/.well-known/a..b', '/v1/%20%3f', '/v1/client/']) {
      const { status } = await sendRaw(portOf(url), rawRequest(`/__clerk${path}`));
      expect([path, status, seen.pop()?.url]).toEqual([path, 200, `/base${path}`]);
    }
  });

  it('stays at its usual path where `/` is given, and ignores slashes at the end', async () => {
    const { seen } = await startRecordingUpstream();
    // Each other path belongs to the application, or a mistake would hand the whole of it to the Frontend API.
    const usual = await run({ options: { frontendApiProxy: { enabled: true, path: '/' } } });
    await fetch(`${usual}/__clerk/v1/client`);
    expect(seen.pop()).toMatchObject({ url: '/v1/client', headers: { 'clerk-proxy-url': `${usual}/__clerk` } });
    const { status } = await fetch(`${usual}/v1/client`);
    expect([status, seen]).toEqual([404, []]);
    const slashes = await run({ options: { frontendApiProxy: { enabled: true, path: '/fapi//' } } });
    await fetch(`${slashes}/fapi/v1/client`);
    expect(seen.pop()).toMatchObject({ url: '/v1/client', headers: { 'clerk-proxy-url': `${slashes}/fapi` } });
  });

  it.each(['fapi', '//evil.example.com', '/a/../b', '/a?b', '/a#b', '/a//b', '/%2e'])(
    'refuses the path %j at start-up',
    async (path) => {
      await expect(
        (async () => run({ options: { frontendApiProxy: { enabled: true, path } } }))(),
      ).rejects.toMatchObject({
        code: 'option_invalid',
      });
    },
  );
}

function describeBodies({ start, framework }: Adapter): void {
  const run = starter(start);

  it('passes a body on that a parser has read already, or says that it cannot', async () => {
    const { seen } = await startRecordingUpstream();
    const url = await run({ parsesBodies: true });
    const post = (body: string | Blob, type: string) =>
      fetch(`${url}/__clerk/v1/client`, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post('{"a":[1,{"b":"é"}]}', 'application/json')).status).toBe(200);
    expect(seen.pop()).toMatchObject({
      method: 'POST',
      body: Buffer.from('{"a":[1,{"b":"é"}]}').toString('latin1'),
      headers: { 'content-type': expect.stringMatching(/^application\/json/) as string },
    });
    const form = 'identifier=ada%40example.com&strategy=email_code&empty=';
    expect((await post(form, 'application/x-www-form-urlencoded')).status).toBe(200);
    expect(seen.pop()?.body).toBe(form);
    expect((await post(new Blob([new Uint8Array([0, 255, 128])]), 'image/png')).status).toBe(200);
    expect(seen.pop()?.body).toBe('\x00\xff\x80');
    if (!framework.parsesListsInForms) return;
    // A parsed form does not show how its lists were written.
    const lost = await post('a[b]=1&a[c]=2', 'application/x-www-form-urlencoded');
    expect([lost.status, await lost.json(), seen]).toMatchObject([500, { code: 'proxy_body_consumed' }, []]);
  });

  it('ends the call when the client leaves', async () => {
    const url = await run();
    const client = connect(portOf(url), '127.0.0.1');
    const ended = new Promise<void>((resolve, reject) => {
      startUpstream((_, response) => {
        response.on('close', resolve);
        client.destroy();
      }).then(() => client.write(rawRequest('/__clerk/v1/client')), reject);
    });
    await ended;
  });
}

function describeFailures({ start }: Adapter): void {
  const run = starter(start);

  it('answers 504 when the Frontend API hangs, and ends an answer that stops', async () => {
    await startUpstream((request, response) => {
      if (request.url === '/v1/stops') response.write('beginning');
    });
    let timeoutMs = 100;
    const url = await run({ options: () => ({ timeoutMs, frontendApiProxy: { enabled: true } }) });
    const hanging = await fetch(`${url}/__clerk/v1/client`);
    expect([hanging.status, await codeOf(hanging)]).toEqual([504, 'proxy_request_failed']);
    // An answer stops only after it has begun, and on a slow machine that may take longer than the limit.
    const readStopping = async (): Promise<string> => {
      const answer = await fetch(`${url}/__clerk/v1/stops`);
      if (answer.status !== 504) return answer.text();
      timeoutMs *= 2;
      return readStopping();
    };
    await expect(readStopping()).rejects.toThrow();
  });

  it('answers 502 when the Frontend API is down, also to a client that is still sending', async () => {
    process.env['CLERK_FAPI_URL'] = 'http://127.0.0.1:9';
    const url = await run();
    const down = await fetch(`${url}/__clerk/v1/client`, { method: 'POST', body: 'x'.repeat(900_000) });
    expect([down.status, await codeOf(down)]).toEqual([502, 'proxy_request_failed']);
  });

  it.each([
    ['is no HTTP', 'SSH-2.0-x\r\n\r\n'],
    ['has a status that is none', 'HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n'],
    ['ends before it begins', ''],
  ])('answers 502 to an answer that %s', async (_, bytes) => {
    const upstream = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    process.env['CLERK_FAPI_URL'] = (await startServer(upstream)).url;
    const url = await run();
    const answer = await fetch(`${url}/__clerk/v1/client`);
    expect([answer.status, await codeOf(answer)]).toEqual([502, 'proxy_request_failed']);
  });

  it('passes on what expects a go-ahead, and answers that have no body', async () => {
    await startUpstream((request, response) => {
      request.resume().on('end', () => response.writeHead(204).end());
    });
    const url = await run();
    const headers = 'Expect: 100-continue\r\nContent-Length: 2\r\n';
    const { text } = await sendRaw(
      portOf(url),
      rawRequest('/__clerk/v1/client', { method: 'POST', headers, body: 'ab' }),
    );
    expect(text).toContain('HTTP/1.1 204');
  });

  it.each(['https://u:p@fapi.example.com', 'http://127.0.0.1:9/?a=1', 'http://127.0.0.1:9/#x', 'ftp://127.0.0.1'])(
    'calls nobody where CLERK_FAPI_URL is %s',
    async (fapiUrl) => {
      process.env['CLERK_FAPI_URL'] = fapiUrl;
      const url = await run();
      const answer = await fetch(`${url}/__clerk/v1/client`);
      expect([answer.status, await codeOf(answer)]).toEqual([500, 'proxy_configuration_error']);
    },
  );

  it('goes by the options of the client that the middleware is given', async () => {
    const { createClerkClient } = await import('@acme/backend');
    const { seen } = await startRecordingUpstream();
    const publishableKey = process.env['CLERK_PUBLISHABLE_KEY'] ?? '';
    for (const key of ['CLERK_SECRET_KEY', 'CLERK_PUBLISHABLE_KEY']) Reflect.deleteProperty(process.env, key);
    const clerkClient = createClerkClient({ secretKey, publishableKey, strict: true });
    const url = await run({ options: { clerkClient, frontendApiProxy: { enabled: true } } });
    const headers = 'X-Forwarded-Host: evil.example.com\r\n';
    expect((await sendRaw(portOf(url), rawRequest('/__clerk/v1/client', { headers }))).status).toBe(200);
    expect(seen.pop()?.headers).toMatchObject({
      'clerk-secret-key': secretKey,
      'clerk-proxy-url': 'http://app.example.com/__clerk',
    });
  });
}
