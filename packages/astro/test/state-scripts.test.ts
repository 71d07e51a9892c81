import { useEmulator } from 'adapter-kit';
import type { Emulator } from '@acme/emulator';
import { request as send } from 'node:http';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { bearer } from 'testing';
import { describe, expect, it, vi } from 'vitest';
import { clerkMiddleware } from '../src/server.js';
import { majors } from './astro-versions.js';
import { serveApplication } from './serve-application.js';

// The integration of the official client package is not a part of the application.
vi.mock('../src/has-client-half.js', () => ({ hasClientHalf: true }));

let emulator: Emulator;
useEmulator((started) => {
  emulator = started;
});

const html = '<html><head><title>é</title></head><body>b</body></html>';
const type = { 'content-type': 'text/html; charset=utf-8' };

/** The variables and the state in a page. */
function stateIn(text: string) {
  const [, json = 'null'] =
    /<script id="__CLERK_ASTRO_DATA__" type="application\/json">(.*?)<\/script>/.exec(text) ?? [];
  return JSON.parse(json) as { readonly userId?: string | null; readonly sessionClaims?: object } | null;
}

describe.each(majors)('the state in pages of Astro %i', (major) => {
  const serve = (respond: () => Response) => serveApplication({ onRequest: clerkMiddleware(), route: respond }, major);
  const open = async (respond: () => Response, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(await serve(respond), { headers });
    return { answer, text: await answer.text() };
  };
  const signedIn = async () => {
    const { token, userId } = await emulator.signIn('ada@example.com');
    return { headers: bearer(token), userId };
  };

  it.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML;charset=UTF-8', 'text/html ; charset=iso-8859-1'])(
    'is in pages of the type %s',
    async (contentType) => {
      const { headers, userId } = await signedIn();
      const { text } = await open(() => new Response(html, { headers: { 'content-type': contentType } }), headers);
      expect(stateIn(text)).toMatchObject({ userId });
      expect(text.indexOf('__CLERK_ASTRO_DATA__')).toBeLessThan(text.indexOf('</head>'));
    },
  );

  it.each([
    [{ 'content-type': 'text/plain' }, 200, html],
    [{ 'content-type': 'text/htmlx' }, 200, html],
    [{ ...type, 'content-encoding': 'gzip' }, 200, gzipSync(html)],
    [{ ...type, 'content-range': 'bytes 0-5/100' }, 206, html],
  ] as const)('is not in what is no whole page that can be read: %j', async (headers, status, body) => {
    const { text, answer } = await open(() => new Response(body, { headers, status }));
    expect([answer.status, text]).toEqual([status, html]);
  });

  it.each(['public, max-age=600', 's-maxage=600', 'max-age=60', 'private="set-cookie", max-age=60', 'no-cache'])(
    'of somebody is in no shared cache, where the application says %s',
    async (value) => {
      const page = () => new Response(html, { headers: { ...type, 'cache-control': value } });
      const { headers } = await signedIn();
      expect((await open(page, headers)).answer.headers.get('cache-control')).toBe('private, no-store');
      const stranger = await open(page);
      expect(stateIn(stranger.text)).toMatchObject({ userId: null });
      expect(stranger.answer.headers.get('cache-control')).toBe(value);
    },
  );

  it.each(['private, max-age=60', 'no-store', 'max-age=0, Private'])(
    'leaves %s as it is, which no shared cache stores',
    async (value) => {
      const { headers } = await signedIn();
      const { answer } = await open(
        () => new Response(html, { headers: { ...type, 'cache-control': value } }),
        headers,
      );
      expect(answer.headers.get('cache-control')).toBe(value);
    },
  );

  it('is in no page of a shared cache where the application sets no `Cache-Control`', async () => {
    const { headers } = await signedIn();
    const { answer } = await open(() => new Response(html, { headers: type }), headers);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('removes the headers that describe the page without it', async () => {
    const said = {
      'content-length': String(Buffer.byteLength(html)),
      etag: '"a"',
      'last-modified': new Date().toUTCString(),
    };
    const { answer, text } = await open(() => new Response(html, { headers: { ...type, ...said } }));
    expect(text).toContain('<body>b</body></html>');
    for (const name of Object.keys(said)) expect(answer.headers.get(name)).toBe(null);
  });

  it('leaves answers without a body as they are', async () => {
    const headers = { ...type, etag: '"a"' };
    const { answer } = await open(() => new Response(null, { status: 304, headers }));
    expect([answer.status, answer.headers.get('etag')]).toEqual([304, '"a"']);
    const url = await serve(() => new Response(html, { headers: { ...type, 'content-length': '60' } }));
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, null, '']);
  });

  it('gives the script the nonce of the policy, and no text can end a script or an attribute', async () => {
    const policy = `default-src 'self'; script-src 'nonce-abc+/=='`;
    const { text } = await open(() => new Response(html, { headers: { ...type, 'content-security-policy': policy } }));
    expect(text).toMatch(/<script src="[^"]+"[^>]* nonce="abc\+\/=="[^>]* data-clerk-js-script/);
    const { userId } = await emulator.signIn('ada@example.com');
    const claims = { text: '</script><!-- é 😀' };
    const token = await emulator.mintSessionToken({ userId, claims });
    const onRequest = clerkMiddleware({ clerkJSUrl: 'https://a.example/"><é' });
    const url = await serveApplication({ onRequest, route: () => new Response(html, { headers: type }) }, major);
    const page = await (await fetch(url, { headers: bearer(token) })).text();
    expect(stateIn(page)?.sessionClaims).toMatchObject(claims);
    expect(page).toContain('src="https://a.example/&#34;><&#233;"');
    expect(page.replace('<title>é', '')).not.toMatch(/[^\0-\x7f]/);
  });

  const live = { publishableKey: `pk_live_${btoa('clerk.example.com$')}`, secretKey: 'sk_live_1' };
  const satellite = { isSatellite: true, domain: 'shop.example', signInUrl: 'https://example.com/sign-in' };
  it.each([
    ['a production instance', live, 'https://clerk.example.com'],
    ['a satellite of it', { ...live, ...satellite }, 'https://clerk.shop.example'],
    ['a domain without a satellite', { ...live, domain: 'shop.example' }, 'https://clerk.example.com'],
    ['a satellite with a proxy', { ...live, ...satellite, proxyUrl: 'https://a.example/p/' }, 'https://a.example/p'],
    ['a proxy that is a path', { ...live, proxyUrl: '/__clerk/' }, '/__clerk'],
  ])('loads the scripts from the host of %s', async (_, options, host) => {
    const onRequest = clerkMiddleware({ ...options, jwtKey: emulator.jwtKey });
    const url = await serveApplication({ onRequest, route: () => new Response(html, { headers: type }) }, major);
    const text = await (await fetch(url)).text();
    const found = [/<script src="([^"]*)"/, / href="([^"]*)"/].map((address) => address.exec(text)?.[1]);
    const files = ['clerk-js@6/dist/clerk.browser.js', 'ui@1/dist/ui.browser.js'];
    expect(found).toEqual(files.map((file) => new URL(`${host}/npm/@clerk/${file}`, url).href));
  });

  it.each([
    [`style-src 'nonce-style'; script-src 'self' 'nonce-script'`, 'script'],
    [`default-src 'nonce-default'; script-src 'nonce-script'; script-src-elem 'nonce-elem'`, 'elem'],
    [`Default-Src 'self' 'nonce-default';style-src 'nonce-style'`, 'default'],
    [`style-src 'nonce-style', script-src 'self', default-src 'nonce-second'`, 'second'],
    [`style-src 'nonce-style'; script-src-attr 'nonce-attr'`, undefined],
  ])('takes the nonce of scripts from the policy %s', async (policy, nonce) => {
    const { text } = await open(() => new Response(html, { headers: { ...type, 'content-security-policy': policy } }));
    expect(/<script [^>]* nonce="([^"]*)"/.exec(text)?.[1]).toBe(nonce);
  });

  it('does not hold up a page that is streamed, and ends with a browser that leaves', async () => {
    let cancelled = false;
    let push = (_: string) => undefined as void;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = (part) => controller.enqueue(new TextEncoder().encode(part));
      },
      cancel() {
        cancelled = true;
      },
    });
    const url = await serve(() => new Response(body, { headers: type }));
    const request = send(url).end();
    const answered = once(request, 'response') as Promise<[NodeJS.ReadableStream]>;
    push('<html><head><title>a</title></he');
    const [response] = await answered;
    response.setEncoding('utf8');
    expect((await once(response, 'data')).join()).toBe('<html><head><title>a</title>');
    push('ad><body>first');
    expect((await once(response, 'data')).join()).toContain('__CLERK_ASTRO_DATA__');
    request.destroy();
    await vi.waitFor(() => expect(cancelled).toBe(true));
  });
});
