import { beforeAll, describe, expect, it } from 'vitest';
import { majors, serveApp, type ServedApp } from './served-app.js';

const internal = /^x-(clerk-auth|clerk-clerk|clerk-request|acme)/;

describe.each(majors)('Next.js %i: a state that somebody has seen', (major) => {
  let app: ServedApp;
  let userId: string;
  beforeAll(async () => {
    app = await serveApp(major);
    ({ userId } = await app.emulator.signIn('ada@example.com'));
  });

  /** The internal headers of a request. */
  async function seen(headers: Readonly<Record<string, string>>) {
    const { json } = await app.ask('/api/headers', headers);
    const all = Object.entries(json['h'] as Readonly<Record<string, string>>);
    return Object.fromEntries(all.filter(([name]) => internal.test(name)));
  }
  const routes = ['/api/auth', '/api/edge-auth', '/api/pauth', '/api/uncovered', '/uncovered', '/rsc'];
  const read = async (path: string, headers: Readonly<Record<string, string>>) => {
    const { json, shown } = await app.ask(path, headers);
    return (path.includes('api') ? json : shown) as Readonly<Record<string, unknown>>;
  };

  it.each(routes)('counts for nobody on %s', async (path) => {
    const { token } = await app.emulator.signIn('ada@example.com');
    const stolen = await seen({ authorization: `Bearer ${token}` });
    expect(stolen).toMatchObject({ 'x-clerk-auth-status': 'signed-in', 'x-clerk-auth-token': token });
    expect(stolen).toHaveProperty('x-acme-auth-state');
    expect(await read(path, stolen)).toMatchObject({ userId: null });
    const { secret } = await app.emulator.mintApiKey({ subject: userId });
    const machine = await seen({ authorization: `Bearer ${secret}` });
    const any = `?o=${encodeURIComponent('{"acceptsToken":"any"}')}`;
    expect(await read(path + any, machine)).toMatchObject({ isAuthenticated: false });
  });

  it('does not outlive its token, whatever the client sends with it', async () => {
    const claims = { sid: 'sess_1' };
    const token = await app.emulator.mintSessionToken({ userId, claims, expiresInSeconds: -2 });
    const bearer = { authorization: `Bearer ${token}` };
    // Clocks may differ by 5 s, so it is good for three more.
    const stolen = await seen(bearer);
    expect(await read('/api/uncovered', { ...bearer, ...stolen })).toMatchObject({ userId });
    const expired = await app.emulator.mintSessionToken({ userId, claims, expiresInSeconds: -60 });
    expect(await read('/api/uncovered', { authorization: `Bearer ${expired}`, ...stolen })).toMatchObject({
      userId: null,
    });
  });

  it('does not reach the client', async () => {
    const { token } = await app.emulator.signIn('ada@example.com');
    for (const path of [...routes, '/static', '/protected', '/nothing/there']) {
      const { headers } = await app.ask(path, { authorization: `Bearer ${token}` });
      const leaked = [...headers.keys()].filter((name) => /^x-(clerk|acme|middleware)/.test(name));
      expect(leaked, path).toEqual([]);
    }
  });
});
