import { pageHeaders } from 'testing';
import { describe, expect, it } from 'vitest';
import { isRenewable } from '../../src/full-stack/is-renewable.js';
import { protectRequest } from '../../src/full-stack/protect-request.js';
import type { ProtectOptions } from '../../src/request/protect-options.js';
import type { RequestHead } from '../../src/request/request-head.js';
import { decide, sign } from './decided-state.js';

type Given = Parameters<typeof decide>[0];
// Nobody is signed in, and no redirect could find out more.
const page = { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' };

async function protect(
  given: Given,
  rule: readonly [ProtectOptions?] = [],
  own: Parameters<typeof decide>[1] = {},
  change: Partial<RequestHead> = {},
) {
  const { state, head } = await decide(given, own);
  const found = protectRequest(state, { ...head, ...change }, rule, 'await protect(args)');
  if (found.kind === 'pass') return found.auth;
  const { status, headers, body } = found.response;
  return { why: found.why, status, body, ...Object.fromEntries(headers) };
}

describe('protectRequest', () => {
  it('lets people pass, with who they are', async () => {
    expect(await protect({ token: await sign() })).toMatchObject({ isAuthenticated: true, userId: 'user_1' });
    expect(await protect({ token: await sign() }, [{ role: 'org:admin' }])).toMatchObject({ status: 403 });
  });

  it('redirects pages, and forms that open one, to the sign-in page', async () => {
    const back = encodeURIComponent('https://app.example.com/page?x=1');
    const signIn = { status: 302, location: `/sign-in?redirect_url=${back}`, 'cache-control': 'no-store' };
    expect(await protect({ headers: page }, [], { signInUrl: '/sign-in' })).toMatchObject(signIn);
    expect(await protect({ headers: page }, [], { signInUrl: '/sign-in' }, { method: 'POST' })).toMatchObject(signIn);
    const hosted = `https://accounts.example.com/sign-in?redirect_url=${back}`;
    expect(await protect({ headers: page })).toMatchObject({
      status: 302,
      location: expect.stringContaining(hosted) as string,
    });
    expect(await protect({ headers: page }, [{ signInUrl: '/in' }])).toMatchObject({
      location: `/in?redirect_url=${back}`,
    });
  });

  it('refuses the sign-in page itself, other requests and machines', async () => {
    expect(await protect({ headers: page }, [], { signInUrl: '/page' })).toMatchObject({ status: 401 });
    expect(await protect({ headers: page }, [{ signInUrl: '/page' }], { signInUrl: '/in' })).toMatchObject({
      status: 401,
    });
    expect(await protect({})).toMatchObject({ status: 401, 'www-authenticate': 'Bearer' });
    expect(await protect({ headers: page }, [{ token: 'api_key' }])).toMatchObject({ status: 401 });
    expect(await protect({}, [{ token: ['api_key', 'oauth_token'] }])).toMatchObject({
      'www-authenticate': expect.stringContaining('resource_metadata="https://clerk.example.com/') as string,
    });
  });

  it('answers a preflight with nothing of the route', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };
    expect(await protect({ headers }, [], {}, { method: 'OPTIONS' })).toMatchObject({ status: 401, body: undefined });
  });

  it('does not guess what a route requires', async () => {
    await expect(protect({}, [undefined as never])).rejects.toMatchObject({ code: 'option_invalid' });
  });
});

describe('isRenewable', () => {
  const ofCookie = async (cookie: string) => isRenewable((await decide({ headers: { cookie } })).state);

  it('is what loading the page may find out', async () => {
    const early = await sign({ nbf: Math.floor(Date.now() / 1000) + 3600 });
    expect(await ofCookie('__clerk_db_jwt=dvb_1; __client_uat=1')).toBe(true);
    expect(await ofCookie(`__clerk_db_jwt=dvb_1; __session=${await sign()}`)).toBe(true);
    expect(await ofCookie(`__clerk_db_jwt=dvb_1; __client_uat=1; __session=${early}`)).toBe(true);
    expect(await ofCookie('__clerk_db_jwt=dvb_1')).toBe(false);
    expect(isRenewable((await decide({ token: await sign() })).state)).toBe(false);
  });
});
