import { beforeAll, describe, expect, it } from 'vitest';
import { majors, serveApp, type ServedApp } from './served-app.js';

const query = (name: string, value: unknown) => `?${name}=${encodeURIComponent(JSON.stringify(value))}`;
const run = (handler: string, args?: unknown) => ({
  'x-test-handler': handler,
  ...(args !== undefined && { 'x-test-args': JSON.stringify(args) }),
});

describe.each(majors)('Next.js %i: the token of a machine', (major) => {
  let app: ServedApp;
  let userId: string;
  let key: Readonly<Record<string, string>>;
  beforeAll(async () => {
    app = await serveApp(major);
    ({ userId } = await app.emulator.signIn('ada@example.com'));
    const { secret } = await app.emulator.mintApiKey({ subject: userId });
    key = { authorization: `Bearer ${secret}` };
  });
  /** How often the service was asked about a token. */
  const calls = async (path: string, headers: Readonly<Record<string, string>> = key) => {
    const count = () => app.emulator.requests.all.filter(({ path: called }) => called.endsWith('/verify')).length;
    const before = count();
    const { status } = await app.ask(path, headers);
    return [status, count() - before];
  };

  it('is verified only where it is accepted, and once', async () => {
    expect(await calls('/static')).toEqual([200, 0]);
    expect(await calls('/rsc')).toEqual([200, 0]);
    expect(await calls('/ssr')).toEqual([200, 0]);
    expect(await calls('/api/protect')).toEqual([401, 0]);
    expect(await calls(`/api/auth${query('o', { acceptsToken: 'm2m_token' })}`)).toEqual([200, 0]);
    expect(await calls(`/api/auth${query('o', { acceptsToken: 'any' })}`)).toEqual([200, 1]);
    expect(await calls(`/api/uncovered${query('o', { acceptsToken: 'any' })}`)).toEqual([200, 1]);
    expect(await calls(`/api/protect${query('p', [{ token: ['api_key', 'session_token'] }])}`)).toEqual([200, 1]);
  });

  it('that the middleware has verified is not verified again', async () => {
    const any = query('o', { acceptsToken: 'any' });
    expect(await calls(`/api/auth${any}`, { ...key, ...run('verified') })).toEqual([200, 1]);
    const { json } = await app.ask(`/api/auth${any}`, { ...key, ...run('verified') });
    expect(json).toMatchObject({ tokenType: 'api_key', isAuthenticated: true, userId });
  });

  it('is answered from the cache of the options', async () => {
    const cached = { ...key, 'x-test-options': '{"machineTokenCache":{"ttlMs":60000}}' };
    const path = `/api/auth${query('o', { acceptsToken: 'api_key' })}`;
    expect(await calls(path, cached)).toEqual([200, 1]);
    expect(await calls(path, cached)).toEqual([200, 0]);
  });

  it('leads an OAuth client to where it gets a token, in the middleware and in routes', async () => {
    const challenge = `Bearer resource_metadata="${app.emulator.url}/accounts.dev/.well-known/oauth-protected-resource"`;
    const asked = async (path: string, headers: Readonly<Record<string, string>>) => {
      const { status, headers: answered } = await app.ask(path, headers);
      return [status, answered.get('www-authenticate')];
    };
    const wrong = { authorization: 'Bearer oat_unknown' };
    const protect = run('protect', [{ token: 'oauth_token' }]);
    expect(await asked('/static', { ...wrong, ...protect })).toEqual([401, challenge]);
    expect(await asked('/static', protect)).toEqual([401, challenge]);
    expect(await asked('/static', { ...wrong, ...run('protect', [{ token: 'm2m_token' }]) })).toEqual([401, challenge]);
    expect(await asked('/static', { ...key, ...run('protect', [{ token: 'm2m_token' }]) })).toEqual([401, null]);
    expect(await asked(`/api/protect${query('p', [{ token: 'oauth_token' }])}`, wrong)).toEqual([401, challenge]);
  });
});
