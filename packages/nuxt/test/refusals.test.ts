import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveApp, type ServedApp } from './served-app.js';

describe('a refusal of protect(event)', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serveApp();
  });
  const signedIn = async () => {
    const { cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    return { ...pageHeaders, cookie };
  };

  it('is 401 for scripts, also if the handler catches it', async () => {
    for (const path of ['/api/guarded', '/api/swallowed', '/api/swallowed?how=response']) {
      const { status, text } = await app.ask(path);
      expect([status, text.includes('nobody may see it')]).toEqual([401, false]);
    }
    expect(app.log()).toBe('');
  });

  it.each(['', '?how=write', '?how=head', '?how=stream', '?how=response'])(
    'of a page holds if the handler catches it: %s',
    async (query) => {
      const { status, text } = await app.ask(`/caught${query}`, await signedIn());
      expect([status, text]).toEqual([403, '']);
      const stranger = await app.ask(`/caught${query}`, { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
      expect([stranger.status, stranger.text.includes('nobody may see it')]).toEqual([302, false]);
    },
  );

  it('shows the error page of the application', async () => {
    const { status, text } = await app.ask('/admin', await signedIn());
    expect([status, text]).toEqual([403, expect.stringContaining('The error page of the application: 403')]);
  });

  it('redirects who opens a page to sign-in, and back', async () => {
    const { status, headers } = await app.ask('/guarded?x=1', { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    const location = new URL(headers.get('location') ?? '');
    expect([status, location.searchParams.get('redirect_url')]).toEqual([302, `${app.url}/guarded?x=1`]);
  });

  it('of data for a page is no redirect to sign-in', async () => {
    const page = await app.ask('/page', { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    expect([page.status, page.shown]).toEqual([200, { status: 401 }]);
    const { userId, token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    expect((await app.ask('/page', { ...pageHeaders, ...bearer(token) })).shown).toEqual({ data: { userId } });
  });

  it('lets nobody pass whose path cannot be decoded', async () => {
    for (const path of ['/guarded/%E0%A4%A', '/%', '/admin%FF']) expect((await app.ask(path)).status).toBe(400);
  });

  it.each(['/%67uarded', '//guarded', '/guarded/', '/GUARDED', '/guarded/%2e%2e/guarded', '/x/../guarded'])(
    'lets no other spelling of a path pass: %s',
    async (path) => {
      const { status, text } = await app.ask(path);
      expect([400, 401, 404], `${String(status)} ${text.slice(0, 200)}`).toContain(status);
    },
  );
});
