import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveApp, type ServedApp } from './served-app.js';

const noStore = 'private, no-store';

describe('an answer that is cached for everybody', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serveApp();
  });
  const cookieOf = async (name: string) =>
    (await app.emulator.signIn(`${name}@example.com`, { origin: app.url })).cookieHeader;

  it.each(['handler', 'varies', 'swr-rule', 'cache-rule', 'isr'])('names nobody: %s', async (path) => {
    for (const name of ['ada', 'grace']) {
      const answer = await app.ask(`/api/cached/${path}`, { cookie: await cookieOf(name) });
      expect([answer.status, answer.json['userId'], answer.headers.getSetCookie()]).toEqual([200, null, []]);
    }
    expect((await app.ask(`/api/cached/${path}`)).json['userId']).toBe(null);
  });

  it('is still cached', async () => {
    const first = await app.ask('/api/cached/handler', { cookie: await cookieOf('ada') });
    const second = await app.ask('/api/cached/handler', { cookie: await cookieOf('grace') });
    expect(second.json['madeAt']).toBe(first.json['madeAt']);
  });

  it('names nobody in a page, neither by its own requests', async () => {
    for (const name of ['ada', 'grace']) {
      const page = await app.ask('/kept', { ...pageHeaders, cookie: await cookieOf(name) });
      expect([page.status, page.shown]).toEqual([200, { initial: null, auth: null, fetched: null }]);
    }
  });

  it('names nobody to visitors who come at the same moment', async () => {
    const cookies = await Promise.all(['ada', 'grace', 'alan'].map(cookieOf));
    const pages = await Promise.all(cookies.map((cookie) => app.ask('/kept?together', { ...pageHeaders, cookie })));
    expect(pages.map((page) => page.shown['auth'])).toEqual([null, null, null]);
  });

  it('is not made where protect(event) would decide about it', async () => {
    const { token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    for (const headers of [bearer(token), {}]) expect((await app.ask('/api/cached/guarded', headers)).status).toBe(500);
    expect(app.log()).toContain('answer_cached');
  });

  it('can be protected by middleware, which runs for each request', async () => {
    expect((await app.ask('/api/cached/swr-rule?guarded')).status).toBe(401);
    expect((await app.ask('/api/cached/swr-rule?guarded', { cookie: await cookieOf('ada') })).status).toBe(200);
    expect((await app.ask('/api/cached/swr-rule?guarded')).status).toBe(401);
  });

  it('never redirects to the handshake where the platform caches the redirect too', async () => {
    const { status, headers } = await app.ask('/api/cached/isr', pageHeaders);
    expect([status, headers.get('x-clerk-auth-status')]).toEqual([200, null]);
    expect((await app.ask('/api/cached/swr-rule', pageHeaders)).status).toBe(307);
  });

  it('is rendered for nobody when the application is built', async () => {
    const page = await app.ask('/prerendered', { ...pageHeaders, cookie: await cookieOf('ada') });
    expect([page.status, page.shown]).toEqual([200, { userId: null }]);
  });
});

describe('an answer that names somebody', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serveApp();
  });

  it.each(['shared', 'headers-only'])(
    'is stored by no shared cache, whatever the application sets: %s',
    async (path) => {
      const { userId, cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: app.url });
      const { headers, json } = await app.ask(`/api/cached/${path}`, { cookie });
      expect([json['userId'], headers.get('cache-control'), headers.get('cdn-cache-control')]).toEqual([
        userId,
        noStore,
        null,
      ]);
      const nobody = await app.ask(`/api/cached/${path}`);
      expect([nobody.json['userId'], nobody.headers.get('cache-control')]).toEqual([
        null,
        expect.stringContaining('s-maxage=600'),
      ]);
    },
  );

  it('keeps the headers of the application otherwise', async () => {
    const { cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    expect((await app.ask('/api/auth', { cookie })).headers.get('cache-control')).toBe(null);
  });

  it('may be made of data that is cached for each person', async () => {
    for (const name of ['ada', 'grace', 'ada']) {
      const { userId, cookieHeader: cookie } = await app.emulator.signIn(`${name}@example.com`, { origin: app.url });
      expect((await app.ask('/api/cached/function', { cookie })).json).toEqual({ text: `Hello ${userId}` });
    }
  });
});
