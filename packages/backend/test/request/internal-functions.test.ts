import { describe, expect, it } from 'vitest';
import {
  authenticatedMachineObject,
  createAuthenticateRequest,
  createClerkRequest,
  getAuthObjectFromJwt,
  isMachineToken,
  isMachineTokenByPrefix,
  signedOutAuthObject,
} from '../../src/internal.js';

describe('createClerkRequest', () => {
  it('copies method, headers, redirect and signal of a request, and leaves its body alone', async () => {
    const controller = new AbortController();
    const original = new Request('https://app.example.com/page?a=1', {
      method: 'POST',
      headers: { 'x-test': 'yes', cookie: 'a=1; b=2' },
      body: 'text',
      redirect: 'manual',
      signal: controller.signal,
    });
    const made = createClerkRequest(original);
    expect([made.url, made.method, made.headers.get('x-test'), made.redirect]).toEqual([
      'https://app.example.com/page?a=1',
      'POST',
      'yes',
      'manual',
    ]);
    expect([...made.cookies]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(made.body).toBeNull();
    expect(await original.text()).toBe('text');
    controller.abort();
    expect(made.signal.aborted).toBe(true);
  });

  it('takes what is given beside a request in place of its own', () => {
    const original = new Request('https://app.example.com/', { method: 'POST', headers: { 'x-test': 'yes' } });
    const made = createClerkRequest(original, { method: 'PUT' });
    expect([made.method, made.headers.get('x-test')]).toEqual(['PUT', null]);
  });

  it('takes addresses, as text and as a URL', () => {
    expect(createClerkRequest('https://app.example.com/a').clerkUrl.pathname).toBe('/a');
    const made = createClerkRequest(new URL('https://app.example.com/b'), {
      headers: { 'x-forwarded-host': 'a.example' },
    });
    expect(made.clerkUrl.href).toBe('https://a.example/b');
    expect(made.clerkUrl.isCrossOrigin('https://a.example/other')).toBe(false);
    expect(made.clerkUrl.isCrossOrigin(new URL('https://b.example/'))).toBe(true);
  });

  it('gives back one that it made', () => {
    const made = createClerkRequest('https://app.example.com/');
    expect(createClerkRequest(made)).toBe(made);
    expect(made).toBeInstanceOf(Request);
  });

  it('becomes JSON with the public address, headers and cookies', () => {
    const made = createClerkRequest('https://app.example.com/', { headers: { cookie: 'a=1' } });
    expect(JSON.parse(JSON.stringify(made))).toEqual({
      url: 'https://app.example.com/',
      method: 'GET',
      headers: '{"cookie":"a=1"}',
      clerkUrl: 'https://app.example.com/',
      cookies: '{"a":"1"}',
    });
  });
});

describe('getAuthObjectFromJwt', () => {
  const jwt = (sts?: string) => ({
    raw: { text: 'token' },
    payload: {
      sub: 'user_1',
      sid: 'sess_1',
      iss: 'https://clerk.example.com',
      iat: 1,
      nbf: 1,
      exp: 2,
      ...(sts && { sts }),
    },
  });
  const auth = (sts: string | undefined, options: Record<string, boolean>) => getAuthObjectFromJwt(jwt(sts), options);

  it('counts a pending session as signed out, unless that is not wanted', () => {
    expect(auth('pending', {})).toMatchObject({ isAuthenticated: false, userId: null, sessionStatus: 'pending' });
    expect(auth('pending', { treatPendingAsSignedOut: true })).toMatchObject({ userId: null });
    expect(auth('pending', { treatPendingAsSignedOut: false })).toMatchObject({
      userId: 'user_1',
      sessionStatus: 'pending',
    });
  });

  it('counts every other session as signed in', () => {
    for (const status of ['active', undefined])
      for (const treatPendingAsSignedOut of [true, false])
        expect(auth(status, { treatPendingAsSignedOut })).toMatchObject({
          isAuthenticated: true,
          userId: 'user_1',
          sessionId: 'sess_1',
        });
  });

  it('gives the token that it was made from', async () => {
    expect(await auth('active', {}).getToken()).toBe('token');
  });
});

describe('isMachineToken', () => {
  const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  const jwt = (header: object, payload: object) =>
    `${encode({ alg: 'RS256', kid: 'ins_1', typ: 'JWT', ...header })}.${encode({ sub: 'user_1', iat: 1, exp: 2, ...payload })}.c2ln`;

  it.each<readonly [what: string, token: string, isMachine: boolean, byPrefix: boolean]>([
    ['an API key', 'ak_secret', true, true],
    ['an M2M token', 'mt_secret', true, true],
    ['an OAuth token', 'oat_secret', true, true],
    ['an M2M token that is a JWT', jwt({}, { sub: 'mch_1' }), true, false],
    ['an OAuth token that is a JWT', jwt({ typ: 'at+jwt' }, {}), true, false],
    ['a session token', jwt({}, { sid: 'sess_1' }), false, false],
    ['a JWT of another category', jwt({ cat: 'cl_B7d4PD222AAA' }, {}), false, false],
    ['text', 'text', false, false],
  ])('takes %s for what it is', (_what, token, isMachine, byPrefix) => {
    expect([isMachineToken(token), isMachineTokenByPrefix(token)]).toEqual([isMachine, byPrefix]);
  });
});

describe('debug', () => {
  it('cuts what is secret, and leaves what is no text as it is', () => {
    const data = {
      secretKey: 'sk_test_secret',
      jwtKey: undefined,
      tokens: 5,
      acceptsToken: 'session_token',
      tokenType: 'session_token',
      authorization: 'Bearer secret',
      // Neither is the header.
      authorizations: 'admin and more',
      noAuthorization: 'admin and more',
    };
    expect(signedOutAuthObject().debug()).toStrictEqual({
      secretKey: '',
      jwtKey: '',
      sessionToken: '',
      tokenInHeader: '',
      sessionTokenInCookie: '',
      refreshTokenInCookie: '',
      devBrowserToken: '',
      handshakeToken: '',
    });
    expect(signedOutAuthObject(data).debug()).toMatchObject({
      authorization: 'Bearer ',
      authorizations: 'admin and more',
      noAuthorization: 'admin and more',
      tokenType: 'session_token',
      secretKey: 'sk_test',
      jwtKey: undefined,
      tokens: 5,
      acceptsToken: 'session_token',
    });
  });
});

describe('messages for builders', () => {
  it('name the kinds of machine tokens', () => {
    expect(() => authenticatedMachineObject('session_token' as never, 'ak_1', {})).toThrow(
      'The kind of a machine token is one of api_key, m2m_token, oauth_token.',
    );
  });

  it('name the function that does not know an option', () => {
    expect(() => createAuthenticateRequest({ options: { secretkey: 'x' } as never })).toThrow(
      /createAuthenticateRequest/,
    );
  });
});
