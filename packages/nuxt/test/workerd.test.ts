import type { Emulator } from '@acme/emulator';
import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from './build-app.js';
import { outputFolder, schemeHeader, serveWorker } from './serve-worker.js';
import { askAt, renewableCookies, startEmulator, type ServedApp } from './served-app.js';

describe('in workerd, with keys from the bindings', () => {
  let emulator: Emulator;
  let url: string;
  let ask: ServedApp['ask'];
  beforeAll(async () => {
    emulator = await startEmulator();
    const output = outputFolder();
    await build({ TEST_PRESET: 'cloudflare-module', TEST_OUTPUT: output });
    url = await serveWorker(output, emulator);
    ask = askAt(url);
  });
  const session = () => emulator.signIn('ada@example.com', { origin: url });

  it('sends browsers to the handshake, and strangers to sign-in', async () => {
    const lost = await ask('/ssr', pageHeaders);
    expect([lost.status, lost.headers.get('location')]).toEqual([
      307,
      expect.stringContaining('/v1/client/handshake?'),
    ]);
    const stranger = await ask('/guarded', { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      302,
      expect.stringContaining(`${emulator.url}/sign-in?`),
    ]);
    expect((await ask('/api/guarded')).status).toBe(401);
  });

  it.each(['http', 'https'])('sends browsers back to the %s address that they have asked for', async (scheme) => {
    const asked = `${scheme}://${new URL(url).host}/guarded?x=1`;
    const cookie = '__clerk_db_jwt=dvb_1';
    for (const path of ['/ssr', '/guarded?x=1']) {
      const { headers } = await ask(path, {
        ...pageHeaders,
        [schemeHeader]: scheme,
        ...(path !== '/ssr' && { cookie }),
      });
      const back = new URL(headers.get('location') ?? '').searchParams.get('redirect_url');
      expect(back).toBe(new URL(path, asked).href);
    }
  });

  it('knows people and programs, and calls the Backend API', async () => {
    const { userId, token, cookieHeader: cookie } = await session();
    expect((await ask('/ssr', { ...pageHeaders, cookie })).shown).toMatchObject({ userId });
    expect((await ask('/page', { ...pageHeaders, cookie })).shown).toEqual({ data: { userId } });
    expect((await ask('/api/guarded', bearer(token))).json).toEqual({ userId });
    expect((await ask('/api/client')).json).toEqual({ total: 3, same: true });
    const { secret } = await emulator.mintApiKey({ subject: userId });
    const accepts = encodeURIComponent(JSON.stringify({ acceptsToken: 'api_key' }));
    expect((await ask(`/api/auth?o=${accepts}`, bearer(secret))).json).toMatchObject({ userId });
  });

  it('delivers every cookie of a renewed session, which no cache may keep', async () => {
    const { headers } = await ask('/api/cookies', { cookie: await renewableCookies({ emulator, url }) });
    const names = headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]);
    expect(names).toEqual(expect.arrayContaining(['__session', '__client_uat', '__clerk_redirect_count', 'mine', 'a']));
    expect(headers.get('cache-control')).toBe('private, no-store');
    const streamed = await ask('/api/cookies?how=stream', { cookie: await renewableCookies({ emulator, url }) });
    expect([streamed.text, streamed.headers.get('cache-control')]).toEqual(['ok', 'private, no-store']);
  });

  it('names nobody in what is cached for everybody, and keeps the rest private', async () => {
    const { userId, cookieHeader: cookie } = await session();
    for (const path of ['handler', 'swr-rule', 'isr'])
      expect((await ask(`/api/cached/${path}`, { cookie })).json['userId']).toBe(null);
    for (const path of ['shared', 'shared?how=stream', 'headers-only']) {
      const { json, headers } = await ask(`/api/cached/${path}`, { cookie });
      expect([json['userId'], headers.get('cache-control')]).toEqual([userId, 'private, no-store']);
    }
  });

  it('lets a refusal hold that the handler catches, and shows the error page otherwise', async () => {
    const { cookieHeader: cookie } = await session();
    for (const query of ['', '?how=write', '?how=head', '?how=stream', '?how=response']) {
      const { status, text } = await ask(`/caught${query}`, { ...pageHeaders, cookie });
      expect([status, text.includes('nobody may see it')]).toEqual([403, false]);
    }
    for (const query of ['', '?how=stream', '?how=response']) {
      const { status, text } = await ask(`/api/swallowed${query}`);
      expect([query, status, text.includes('nobody may see it')]).toEqual([query, 401, false]);
    }
    const { status, text } = await ask('/admin', { ...pageHeaders, cookie });
    expect([status, text]).toEqual([403, expect.stringContaining('The error page of the application: 403')]);
  });
});
