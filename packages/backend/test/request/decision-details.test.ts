import { createHash } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { createClerkRequest } from '../../src/internal.js';
import type { AuthenticateRequestOptions, ClerkOptions } from '../../src/options.js';

// Details of decisions that no recorded case shows.

const { publicKey, privateKey } = await generateKeyPair('RS256');
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const suffix = createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
const keys = { publishableKey, secretKey: 'sk_live_details', jwtKey: await exportSPKI(publicKey) };
const now = Math.floor(Date.now() / 1000);

const sign = (claims: object = {}, header: object = {}) =>
  new SignJWT({
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    sid: 'sess_1',
    iat: now - 10,
    exp: now + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
    .sign(privateKey);

function decide(
  headers: Record<string, string>,
  call: AuthenticateRequestOptions = {},
  client: ClerkOptions = {},
  url = 'https://app.example.com/page',
) {
  return createClerkClient({ ...keys, ...client }).authenticateRequest(new Request(url, { headers }), call);
}

describe('cookies with and without the suffix of the instance', () => {
  it.each([5, ['https://clerk.example.com'], {}])(
    'a session that says %j of its issuer is not of this instance',
    async (iss) => {
      const cookie = `__session=${await sign({ iss })}; __client_uat=1; __session_${suffix}=${await sign()}; __client_uat_${suffix}=1`;
      expect((await decide({ cookie })).status).toBe('signed-in');
    },
  );

  it.each([
    ['https://clerk.example.com', 'user_1'],
    ['http://clerk.example.com', 'user_1'],
    ['clerk.example.com', 'user_1'],
    ['httpsclerk.example.com', 'user_older'],
    ['https://clerk.other.example', 'user_older'],
    ['http://clerk.other.example', 'user_older'],
    ['clerk.other.example', 'user_older'],
    ['aaaaaaaclerk.example.com', 'user_older'],
    ['aaaaaaaaclerk.example.com', 'user_older'],
    [5, 'user_older'],
  ])('a newer session of %j counts before the one with the suffix, if it is of this instance', async (iss, userId) => {
    const older = await sign({ iat: now - 100, sub: 'user_older' });
    const cookie = `__session=${await sign({ iss })}; __client_uat=1; __session_${suffix}=${older}; __client_uat_${suffix}=1`;
    expect((await decide({ cookie })).toAuth()).toMatchObject({ userId });
  });

  it('are cut in the debug output, which shows those of the instance', async () => {
    const own = await sign();
    const plain = await sign({}, { kid: 'plain' });
    const cookie = `__session=${plain}; __client_uat=5; __clerk_db_jwt=plain_browser`;
    const shown = async (more: string) => (await decide({ cookie: cookie + more })).toAuth()?.debug();
    expect(await shown('')).toMatchObject({
      sessionTokenInCookie: plain.slice(0, 7),
      clientUat: '5',
      devBrowserToken: 'plain_b',
    });
    expect(
      await shown(`; __session_${suffix}=own${own}; __client_uat_${suffix}=0; __clerk_db_jwt_${suffix}=own_browser`),
    ).toMatchObject({ sessionTokenInCookie: `own${own}`.slice(0, 7), clientUat: '0', devBrowserToken: 'own_bro' });
  });
});

it('a session with the suffix that has expired counts less than the news that nobody is signed in, in development', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
  onTestFinished(() => void vi.useRealTimers());
  const development = { publishableKey: `pk_test_${btoa('happy.clerk.accounts.dev$')}`, secretKey: 'sk_test_details' };
  const ending = createHash('sha1').update(development.publishableKey).digest('base64url').slice(0, 8);
  const reasonWith = async (exp: unknown) => {
    const own = await sign({ iss: 'https://happy.clerk.accounts.dev', iat: now - 60, exp });
    const browser = `__clerk_db_jwt=dvb_1; __clerk_db_jwt_${ending}=dvb_1`;
    const cookie = `__client_uat=0; __session_${ending}=${own}; __client_uat_${ending}=1; ${browser}`;
    return (await decide({ cookie }, {}, development)).reason;
  };
  expect(await reasonWith(now + 1)).toBeNull();
  expect(await reasonWith(now)).toBe('session-token-and-uat-missing');
  // A text is no time: the session counts, and is refused.
  expect(await reasonWith('1')).toBe('token-verification-failed');
});

it('an issuer with a scheme in the middle is another one', async () => {
  const plain = await sign({ iss: 'clerk.https://example.com', sub: 'user_2' });
  const cookie = `__session=${plain}; __client_uat=1; __session_${suffix}=${await sign()}; __client_uat_${suffix}=1`;
  expect((await decide({ cookie })).toAuth()).toMatchObject({ userId: 'user_1' });
  const alone = await decide({ cookie: `__session=${plain}; __client_uat=1` });
  expect(alone.reason).toBe('session-token-and-uat-missing');
});

it('a session counts if it was issued when the client changed, or later', async () => {
  const cookie = async (clientUat: number) => `__session=${await sign()}; __client_uat=${clientUat}`;
  expect((await decide({ cookie: await cookie(now - 10) })).status).toBe('signed-in');
  expect((await decide({ cookie: await cookie(now - 9) })).reason).toBe('session-token-iat-before-client-uat');
  // The time of issue is read before the signature is checked; this one cannot be compared.
  const forged = [
    { alg: 'RS256', typ: 'JWT' },
    { iss: 'https://clerk.example.com', iat: { toString: 5, valueOf: 5 } },
  ];
  const parts = forged.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const state = await decide({ cookie: `__session=${parts.join('.')}.AAAA; __client_uat=1` });
  expect(state.reason).toBe('token-invalid-signature');
});

it('a message says which token was refused', async () => {
  const refused = (await sign()).replace(/[^.]+$/, 'AAAA');
  const inHeader = await decide({ authorization: `Bearer ${refused}` });
  expect(inHeader.message).toMatch(/\(reason=token-invalid-signature, token-carrier=header\)$/);
  const inCookie = await decide({ cookie: `__session=${refused}; __client_uat=1` });
  expect(inCookie.message).toMatch(/\(reason=token-invalid-signature, token-carrier=cookie\)$/);
  const text = await decide({ cookie: '__session=text; __client_uat=1' });
  expect(text.message).toMatch(/\(reason=token-invalid, token-carrier=cookie\)$/);
  expect((await decide({ authorization: 'Bearer text' })).message).toMatch(/token-carrier=header\)$/);
});

it('a list of kinds accepts each of them, and nothing else', async () => {
  const headers = { authorization: `Bearer ${await sign()}` };
  expect((await decide(headers, { acceptsToken: ['api_key', 'session_token'] })).status).toBe('signed-in');
  const cookie = `__session=${await sign()}; __client_uat=1`;
  expect((await decide({ cookie }, { acceptsToken: ['api_key', 'session_token'] })).status).toBe('signed-in');
  expect((await decide({ cookie }, { acceptsToken: ['api_key', 'm2m_token'] })).status).toBe('signed-out');
  const state = await decide(headers, { acceptsToken: ['api_key', 'm2m_token'] });
  expect(state).toMatchObject({ status: 'signed-out', tokenType: null, reason: 'token-type-mismatch', message: '' });
  expect(state.toAuth()).toMatchObject({ tokenType: null, isAuthenticated: false });
});

it('options of toAuth are checked: a mistake must not let a pending session in', async () => {
  const state = await decide({ authorization: `Bearer ${await sign({ sts: 'pending' })}` });
  const auth = (options?: object) => state.toAuth(options as never);
  expect([auth(), auth({}), auth({ treatPendingAsSignedOut: true })]).toMatchObject(
    Array.from({ length: 3 }, () => ({ userId: null, sessionStatus: 'pending' })),
  );
  expect(auth({ treatPendingAsSignedOut: false })).toMatchObject({ userId: 'user_1' });
  for (const value of ['no', 0, null]) {
    expect(() => auth({ treatPendingAsSignedOut: value })).toThrow(
      'toAuth: `treatPendingAsSignedOut` must be true or false.',
    );
    expect(() => auth({ treatPendingAsSignedOut: value })).toThrow(
      expect.objectContaining({ code: 'option_invalid' }) as Error,
    );
  }
  expect(() => auth({ treatPending: false })).toThrow(/toAuth.*treatPendingAsSignedOut/s);
});

it('an unknown option is refused, with the name of the function', async () => {
  await expect(decide({}, { secretkey: 'x' } as never)).rejects.toThrow(/authenticateRequest/);
});

describe('permissions of the claims', () => {
  const permissions = async (fea: unknown, per: unknown, fpm: unknown) => {
    const claims = { v: 2, o: { id: 'org_1', rol: 'admin', slg: 'acme', per, fpm }, fea };
    const auth = (await decide({ authorization: `Bearer ${await sign(claims)}` })).toAuth();
    return auth && 'orgPermissions' in auth ? auth.orgPermissions : undefined;
  };

  it.each<readonly [unknown, unknown, unknown, readonly string[]]>([
    ['o:a,u:b,ou:c', 'read,write', '3,2', ['org:a:read', 'org:a:write', 'org:c:write']],
    [' o:a , o:b ', ' read , write ', ' 1 , 2 ', ['org:a:read', 'org:b:write']],
    ['o:a,o:b', 'read', 'x1,1', ['org:b:read']],
    ['o:a,o:b', 'read', '1x,1', ['org:b:read']],
    ['o:a,o:b', 'read', '1', ['org:a:read']],
    ['o,o:b', 'read', '1', ['org:b:read']],
    ['o:a', Array.from({ length: 70 }, (_, bit) => `p${bit}`).join(), String(2n ** 69n), ['org:a:p69']],
    ['o:a', '', '1', []],
    ['o:a', 'read', '', []],
    ['o:a', 'read', 1, []],
    ['o:a', 5, '1', []],
    [5, 'read', '1', []],
  ])('features %j, names %j, masks %j', async (fea, per, fpm, expected) => {
    expect(await permissions(fea, per, fpm)).toEqual(expected);
  });

  it('are those of the names, and each request has a list of its own', async () => {
    for (let times = 0; times < 3; times += 1) {
      const lists = [await permissions('o:a', 'read', '1'), await permissions('o:a', 'write', '1')];
      expect(lists).toEqual([['org:a:read'], ['org:a:write']]);
      // An application may change its list, which is only typed as one that cannot be changed.
      for (const list of lists) (list as string[]).push('org:a:all');
    }
  });

  it('are those of each token, whatever was decoded before and done with the list', async () => {
    const masks = Array.from({ length: 20 }, (_, index) => String(index % 10));
    for (const mask of masks) {
      for (const feature of ['a', 'b']) {
        const list = await permissions(`o:${feature}`, 'p0,p1,p2,p3', mask);
        const bits = [0, 1, 2, 3].filter((bit) => Math.floor(Number(mask) / 2 ** bit) % 2 === 1);
        expect(list).toEqual(bits.map((bit) => `org:${feature}:p${bit}`));
        // An application may change its list, which is only typed as one that cannot be changed.
        (list as string[]).push('org:a:all');
      }
    }
    expect(await permissions('o:b', 'p0,p1', '1')).toEqual(['org:b:p0']);
    expect(await permissions('o:b', 'q0,p1', '1')).toEqual(['org:b:q0']);
    expect(await permissions('o:c', 'q0,p1', '1')).toEqual(['org:c:q0']);
    expect(await permissions('o:c', 'q0,p1', '2')).toEqual(['org:c:p1']);
  });
});

describe('the organization of a path', () => {
  const visit = async (
    path: string,
    claims: object,
    more: AuthenticateRequestOptions['organizationSyncOptions'] = {},
  ) => {
    const cookie = `__session=${await sign({ v: 2, ...claims })}; __client_uat=1`;
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug', '/ids/:id'], ...more };
    const headers = { cookie, 'sec-fetch-dest': 'document' };
    const state = await decide(headers, { organizationSyncOptions }, {}, `https://app.example.com${path}`);
    const location = state.headers.get('location');
    return [state.status, state.reason, location && new URL(location).searchParams.get('organization_id')];
  };
  const acme = { o: { id: 'org_1', slg: 'acme', rol: 'admin', per: '', fpm: '' } };
  const signedIn = ['signed-in', null, null];

  it('is named by a pattern that can be read, or the mistake has its cause', async () => {
    await expect(visit('/', acme, { organizationPatterns: ['/orgs/:'] })).rejects.toMatchObject({
      code: 'organization_pattern_invalid',
      message: expect.stringContaining('The pattern "/orgs/:" in `organizationSyncOptions`') as string,
      cause: expect.any(TypeError) as TypeError,
    });
  });

  it('is activated by a handshake, unless it is active, or the session is pending', async () => {
    expect(await visit('/orgs/acme', acme)).toEqual(signedIn);
    expect(await visit('/ids/org_1', acme)).toEqual(signedIn);
    expect(await visit('/other', acme)).toEqual(signedIn);
    expect(await visit('/orgs/other', acme)).toEqual(['handshake', 'active-organization-mismatch', 'other']);
    expect(await visit('/ids/org_2', {})).toEqual(['handshake', 'active-organization-mismatch', 'org_2']);
    expect(await visit('/orgs/other', { ...acme, sts: 'pending' })).toEqual(signedIn);
    expect(await visit('/me', acme, { personalAccountPatterns: ['/me'] })).toEqual([
      'handshake',
      'active-organization-mismatch',
      '',
    ]);
    expect(await visit('/me', {}, { personalAccountPatterns: ['/me'] })).toEqual(signedIn);
    expect(await visit('/me', acme, { organizationPatterns: undefined, personalAccountPatterns: ['/me'] })).toEqual([
      'handshake',
      'active-organization-mismatch',
      '',
    ]);
  });
});

describe('a page that is reached from another one', () => {
  it.each([
    ['https://app.example.com/', 'signed-in'],
    ['https://app.example.com', 'signed-in'],
    ['https://app.example.com:443/', 'signed-in'],
    ['https://APP.example.com/', 'signed-in'],
    ['https://app.example.com.evil.example/', 'handshake'],
    ['https://app.example.com:8443/', 'handshake'],
    ['http://app.example.com/', 'handshake'],
    ['https://clerk.example.com/v1', 'signed-in'],
    ['https://accounts.example.com/sign-in', 'signed-in'],
    ['https://other.example/', 'handshake'],
    ['no address', 'signed-in'],
    ['https://proxy.example/', 'handshake'],
    ['https://other.accounts.dev/', 'handshake'],
    ['https://accounts.a.lcl.dev/', 'handshake'],
  ])('%s is %s', async (referer, status) => {
    const headers = { cookie: `__session=${await sign()}; __client_uat=1`, 'sec-fetch-dest': 'document', referer };
    const state = await decide(headers);
    expect([state.status, state.reason]).toEqual([
      status,
      status === 'handshake' ? 'primary-domain-cross-origin-sync' : null,
    ]);
  });
});

it('a page that is reached from the proxy, or from a page of the service, is this application', async () => {
  const headers = { cookie: `__session=${await sign()}; __client_uat=1`, 'sec-fetch-dest': 'document' };
  const proxied = await decide(
    { ...headers, referer: 'https://proxy.example/' },
    { proxyUrl: 'https://proxy.example/p' },
  );
  expect(proxied.status).toBe('signed-in');
  const own = await decide({ ...headers, referer: 'https://app.example.com/a' }, { proxyUrl: '/__clerk' });
  expect(own.status).toBe('signed-in');
  // The proxy is on this host, and its address may have been another one then.
  const earlier = await decide({ ...headers, referer: 'http://app.example.com/a' }, { proxyUrl: '/__clerk' });
  expect(earlier.status).toBe('signed-in');
  const development = { publishableKey: `pk_test_${btoa('happy.clerk.accounts.dev$')}`, secretKey: 'sk_test_details' };
  const session = await sign({ iss: 'https://happy.clerk.accounts.dev' });
  for (const [referer, status] of [
    ['https://happy.accounts.dev/sign-in', 'signed-in'],
    ['https://other.accounts.dev/', 'signed-in'],
    ['https://other.accountsstage.dev/', 'signed-in'],
    ['https://other.accounts.lclclerk.com/', 'signed-in'],
    ['https://other.clerk.accounts.dev/', 'handshake'],
    ['https://accounts.a.lcl.dev/', 'signed-in'],
    ['https://accounts.a.lclstage.dev/', 'signed-in'],
    ['https://accounts.a.lclclerk.com/', 'signed-in'],
    ['https://pages.a.lcl.dev/', 'handshake'],
    ['https://accounts.example/', 'handshake'],
    ['https://accounts.dev.example/', 'handshake'],
  ] as const) {
    const cookie = `__session=${session}; __client_uat=1; __clerk_db_jwt=dvb_1`;
    const state = await decide({ 'sec-fetch-dest': 'document', cookie, referer }, {}, development);
    expect([referer, state.status]).toEqual([referer, status]);
  }
});

it('the session is not sent to a proxy whose host a stranger may have named', async () => {
  const session = await sign({ iat: now - 700, exp: now - 600 });
  const sent = async (headers: Record<string, string>, call: AuthenticateRequestOptions) => {
    const cookie = `__session=${session}; __client_uat=1`;
    const state = await decide({ cookie, 'sec-fetch-dest': 'document', ...headers }, call);
    return new URL(state.headers.get('location') ?? '').searchParams.has('__session');
  };
  const forwarded = { 'x-forwarded-host': 'public.example' };
  const proxyUrl = '/__clerk';
  expect(await sent({}, {})).toBe(true);
  expect(await sent({}, { proxyUrl })).toBe(true);
  expect(await sent(forwarded, {})).toBe(true);
  expect(await sent(forwarded, { proxyUrl })).toBe(false);
  expect(await sent(forwarded, { proxyUrl, trustedForwardedHosts: ['public.example'] })).toBe(true);
});

describe('a satellite in development, and its primary application', () => {
  const development = { publishableKey: `pk_test_${btoa('happy.clerk.accounts.dev$')}`, secretKey: 'sk_test_details' };
  const satellite = { isSatellite: true, domain: 'sat.example', signInUrl: 'https://app.example.com/sign-in' };
  const page = { 'sec-fetch-dest': 'document' };
  const primary = async (back: string, cookie = '') => {
    const url = `https://app.example.com/?__clerk_redirect_url=${encodeURIComponent(back)}`;
    const state = await decide({ ...page, cookie }, {}, development, url);
    return [state.reason, state.headers.get('location')?.replace(/\?__clerk_hs.*|\?redirect_url.*/, '')];
  };

  it.each(['https://sat.example/page', 'http://sat.example/page'])('the browser is sent back to %s', async (back) => {
    expect(await primary(back)).toEqual(['primary-responds-to-syncing', `${back}?__clerk_synced=true`]);
    expect(await primary(back, '__clerk_db_jwt=dvb_1')).toEqual([
      'primary-responds-to-syncing',
      `${back}?__clerk_db_jwt=dvb_1&__clerk_synced=true`,
    ]);
  });

  it.each(['no address', 'ftp://sat.example/', 'javascript:alert(1)', '/page'])('and not to %s', async (back) => {
    expect((await primary(back))[0]).toBe('dev-browser-missing');
  });

  it('is not sent around for ever', async () => {
    const visit = (cookie: string) =>
      decide({ ...page, cookie }, { satelliteAutoSync: true, ...satellite }, development, 'https://sat.example/');
    expect(await visit('')).toMatchObject({ status: 'handshake', reason: 'satellite-needs-syncing' });
    expect(await visit('__clerk_redirect_count=3')).toMatchObject({
      status: 'signed-out',
      reason: 'satellite-needs-syncing',
    });
  });

  it('the browser is sent to no sign-in page of the satellite', async () => {
    const options = { ...satellite, signInUrl: '/sign-in', satelliteAutoSync: true };
    await expect(decide(page, options, development, 'https://sat.example/')).rejects.toMatchObject({
      code: 'sign_in_url_invalid',
      message: 'CLERK_SIGN_IN_URL (option `signInUrl`) must be an absolute URL for a satellite application.',
    });
  });

  it('asks for its own domain, its primary application, and nothing of the kind for machines', async () => {
    const { signInUrl, ...unnamed } = satellite;
    const { domain, ...homeless } = satellite;
    await expect(decide({}, unnamed, development)).rejects.toMatchObject({
      code: 'sign_in_url_missing',
      message: expect.stringMatching(/^A satellite .* Set CLERK_SIGN_IN_URL/) as string,
    });
    await expect(decide({}, homeless, development)).rejects.toMatchObject({
      code: 'satellite_domain_missing',
      message: expect.stringMatching(/^A satellite .* Set CLERK_DOMAIN .* or CLERK_PROXY_URL/) as string,
    });
    for (const options of [unnamed, homeless, { ...satellite, signInUrl: '/sign-in' }]) {
      const state = await decide(
        { origin: 'https://sat.example' },
        { ...options, acceptsToken: 'm2m_token' },
        development,
      );
      expect(state.reason).toBe('No token in header');
    }
  });
});

describe('the public address', () => {
  const origin = async (headers: Record<string, string>, url?: string) => {
    const state = await decide({ cookie: '__client_uat=1', 'sec-fetch-dest': 'document', ...headers }, {}, {}, url);
    return new URL(new URL(state.headers.get('location') ?? '').searchParams.get('redirect_url') ?? '').origin;
  };

  it.each([
    [{ 'x-forwarded-host': 'a.example' }, 'https://a.example'],
    [{ 'x-forwarded-host': 'a.example, b.example' }, 'https://a.example'],
    [{ 'x-forwarded-host': ', b.example', host: 'c.example' }, 'https://app.example.com'],
    [{ host: 'c.example' }, 'https://c.example'],
    [{ host: 'c.example', 'x-forwarded-proto': 'http' }, 'http://c.example'],
    [{ host: 'c.example', 'x-forwarded-proto': 'ftp' }, 'https://app.example.com'],
    [{ host: 'c.example:443' }, 'https://c.example'],
    [{ 'x-forwarded-host': ',b.example' }, 'https://app.example.com'],
  ])('with %j is %s', async (headers, expected) => {
    expect(await origin(headers as Record<string, string>)).toBe(expected);
  });

  it('of a request that is not for the web is that of this machine', () => {
    for (const scheme of ['ftp', 'xhttp', 'xhttps'])
      expect(createClerkRequest(`${scheme}://files.example/a`).clerkUrl.href).toBe('http://localhost/a');
  });

  it.each([
    ...['c.example', 'C.example', 'c-1.example', '-c.example', 'c_d.example', 'c', 'c1', '1c', 'c.1', 'c.example.'],
    ...['c.example:443', 'c.example:80', 'c.example:8080', 'c.example:4430', 'c.example:0', 'c.example:0080'],
    ...['c.example:12345', 'c.example:65536', 'c.example:', 'c.example:x', 'c:d.example', 'c.example:80x'],
    ...['127.0.0.1', '127.1', '0x7f.1', '1.2.3.4.5', '[::1]:3000', '[0::1]', '.c.example', 'c..example', 'c.é.example'],
    ...['xn--bcher-kva.example', 'xn--BCHER-kva.example', 'xn--a', 'c.xn--a', 'cxn--a.example', 'bücher.example'],
    ...['c.example/path', 'c.example?a', 'c.example#a', 'c.example\\a', 'user@c.example', 'c d.example', 'c%2eexample'],
    ...[
      '@.example',
      '_.example',
      'C.D',
      'a@',
      'a/',
      'A',
      'c.example:8',
      'c.example:8x',
      'c.example:080',
      'c.example:808080',
    ],
  ])('is made of the forwarded host as the platform makes it: %s', async (host) => {
    for (const scheme of ['https', 'http']) {
      const url = `${scheme}://${host}`;
      const expected = URL.canParse(url) ? new URL(url).origin : 'https://app.example.com';
      const headers = { 'x-forwarded-host': host, 'x-forwarded-proto': scheme };
      expect((await decide(headers, { proxyUrl: '/__clerk' })).proxyUrl).toBe(`${expected}/__clerk`);
    }
  });
});

it.each([
  ['/page?__clerk_db_jwt=dvb_q', 'dvb_q'],
  ['/page?__clerk_db_jwt=dvb_q#part', 'dvb_q'],
  ['/page?a=1&%5F_clerk_db_jwt=dvb_q', 'dvb_q'],
  ['/page#?__clerk_db_jwt=dvb_q', null],
  ['/page&__clerk_db_jwt=dvb_q', null],
  ['/%20&__clerk_db_jwt=dvb_q', null],
])('the token of a browser in the address %s is %j', async (path, token) => {
  const development = { publishableKey: `pk_test_${btoa('clerk.example.com$')}`, secretKey: 'sk_test_details' };
  const headers = { cookie: '__client_uat=1', 'sec-fetch-dest': 'document' };
  const state = await decide(headers, {}, development, `https://app.example.com${path}`);
  expect(new URL(state.headers.get('location') ?? '').searchParams.get('__clerk_db_jwt')).toBe(token);
});

it.each<readonly [headers: Record<string, string>, status: string]>([
  [{ 'sec-fetch-dest': 'document' }, 'handshake'],
  [{ 'sec-fetch-dest': 'iframe' }, 'handshake'],
  [{ accept: 'text/html' }, 'handshake'],
  [{ 'sec-fetch-dest': 'empty', accept: 'text/html' }, 'signed-out'],
  [{ accept: 'application/json' }, 'signed-out'],
  [{}, 'signed-out'],
])('only a browser that requests a page is sent to a handshake: %j', async (headers, status) => {
  expect((await decide({ cookie: '__client_uat=1', ...headers })).status).toBe(status);
});

it('a browser that is sent to a handshake has no auth object', async () => {
  const state = await decide({ cookie: '__client_uat=1', 'sec-fetch-dest': 'document' });
  expect([state.status, state.toAuth()]).toEqual(['handshake', null]);
});

it('a session that cannot be verified because the keys cannot be had is signed out for no reason of its own', async () => {
  const unreachable = { jwtKey: '', secretKey: 'sk_live_unreachable', apiUrl: 'http://127.0.0.1:9' };
  const session = await sign({}, { kid: 'ins_1' });
  for (const headers of [
    { authorization: `Bearer ${session}` },
    { cookie: `__session=${session}; __client_uat=1` },
  ] as Record<string, string>[]) {
    const state = await decide(headers, {}, unreachable);
    expect(state).toMatchObject({ status: 'signed-out', reason: 'unexpected-error', unavailable: true });
    expect(state.headers.get('x-clerk-auth-reason')).toBe('unexpected-error');
  }
});

it('only a satellite must have its sign-in page elsewhere', async () => {
  const headers = { authorization: `Bearer ${await sign()}`, origin: 'https://app.example.com' };
  const signInUrl = 'https://app.example.com/sign-in';
  expect((await decide(headers, { signInUrl })).status).toBe('signed-in');
  await expect(decide(headers, { signInUrl, isSatellite: true, domain: 'app.example.com' })).rejects.toMatchObject({
    code: 'sign_in_url_invalid',
    message: expect.stringContaining('points to the satellite itself') as string,
  });
  await expect(
    decide(headers, { signInUrl: '/sign-in', isSatellite: true, domain: 'app.example.com' }),
  ).rejects.toMatchObject({
    code: 'sign_in_url_invalid',
    message: 'CLERK_SIGN_IN_URL (option `signInUrl`) must be an absolute URL for a satellite application.',
  });
  // In production it may have none, and a page of its own elsewhere is what it should have.
  for (const signInUrl of ['', 'https://primary.example/sign-in'])
    expect((await decide(headers, { signInUrl, isSatellite: true, domain: 'example.com' })).status).toBe('signed-in');
});

it.each(['m2m_token', 'api_key'] as const)('tokens of the kind %s need no publishable key', async (acceptsToken) => {
  const state = await decide({}, { acceptsToken }, { publishableKey: '' });
  expect(state).toMatchObject({ status: 'signed-out', tokenType: acceptsToken, reason: 'No token in header' });
  expect(state.toAuth()?.debug()).toMatchObject({ instanceType: 'development', frontendApi: '' });
  await expect(decide({}, {}, { publishableKey: '' })).rejects.toMatchObject({ code: 'publishable_key_missing' });
});

it.each(['/__clerk', '//__clerk', '/__clerk//'])(
  'browsers are sent to the proxy %s on this origin',
  async (proxyUrl) => {
    const state = await decide({ cookie: '__client_uat=1', 'sec-fetch-dest': 'document' }, { proxyUrl });
    const { origin, pathname } = new URL(state.headers.get('location') ?? '');
    expect(origin + pathname).toBe('https://app.example.com/__clerk/v1/client/handshake');
  },
);
