import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { ClerkAPIResponseError, ServiceUnavailableError } from '../../src/errors.js';
import { createPathMatcher } from '../../src/request/create-path-matcher.js';
import { createRedirect } from '../../src/request/create-redirect.js';
import { bearerToken } from '../../src/request/request-facts.js';
import { outageOf } from '../../src/request/unavailability.js';

describe('a secret key that is missing', () => {
  const decide = (acceptsToken: 'any' | 'session_token' | 'm2m_token' | 'api_key') =>
    createClerkClient({
      publishableKey: `pk_test_${btoa('a.clerk.accounts.dev$')}`,
      secretKey: '',
    }).authenticateRequest(new Request('https://app.example.com/'), { acceptsToken });

  it.each(['any', 'session_token', 'api_key'] as const)('is named, where %s is accepted', async (acceptsToken) => {
    await expect(decide(acceptsToken)).rejects.toMatchObject({
      code: 'secret_key_missing',
      message: expect.stringMatching(
        /^The secret key is missing\. Set CLERK_SECRET_KEY or pass the option `secretKey`; you find it in the dashboard/,
      ) as string,
    });
  });

  it('is that of the machine where its tokens are accepted', async () => {
    await expect(decide('m2m_token')).rejects.toMatchObject({
      code: 'machine_secret_key_missing',
      message: expect.stringMatching(
        /^The secret key is missing\. Set CLERK_MACHINE_SECRET_KEY or pass the option `machineSecretKey`; /,
      ) as string,
    });
  });
});

it.each([
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['Bearer token', 'token'],
  ['Bearer t', 't'],
  ['bearer token', 'token'],
  ['BEARER \t token', 'token'],
  [' Bearer token ', 'token'],
  ['Bearer token other', 'token'],
  ['Bearer  token', 'token'],
  ['Bearer tok\ten', 'tok'],
  ['Bearer \ttoken', 'token'],
  ['Bearer ', 'Bearer'],
  ['Bearer', 'Bearer'],
  ['token', 'token'],
  ['\ttoken\t', 'token'],
  ['Basic token', undefined],
  ['token Bearer ', undefined],
  [' ', undefined],
])('the token of the header %j is %j', (header, token) => {
  expect(bearerToken(header)).toBe(token);
});

describe('a matcher of paths', () => {
  it('knows patterns and expressions, in every spelling of a path', () => {
    const matches = createPathMatcher(['/admin(.*)', /^\/api\/v\d$/, '']);
    expect(['/admin', '/admin/users', '//admin', '/%61dmin', '/api/v1', '/api//v1'].map(matches)).toEqual(
      Array.from({ length: 6 }, () => true),
    );
    expect(['', '/', '/other', '/api/v', '/a/admin'].map(matches)).toEqual(Array.from({ length: 5 }, () => false));
    expect(createPathMatcher('/one')('/one')).toBe(true);
    expect(createPathMatcher('')('')).toBe(false);
    expect(createPathMatcher([])('/one')).toBe(false);
    expect(createPathMatcher(/^$/)('')).toBe(false);
  });

  it('refuses a path that cannot be decoded', () => {
    const decode = () => createPathMatcher('/one')('/%E0%A4%A');
    expect(decode).toThrow('The path contains a malformed percent escape. Answer 400.');
    expect(decode).toThrow(expect.objectContaining({ cause: expect.any(URIError) as Error }) as Error);
  });
});

describe('a redirect', () => {
  const publishableKey = `pk_test_${btoa('a.clerk.accounts.dev$')}`;
  const redirectAdapter = (url: string) => url;
  const of = (params: Partial<Parameters<typeof createRedirect>[0]>) =>
    createRedirect<string>({ publishableKey, baseUrl: '', ...params, redirectAdapter });

  it('without a base URL needs an absolute one', () => {
    expect(() => of({ signInUrl: '/in' }).redirectToSignIn({ returnBackUrl: '/back' })).toThrow(
      'Without a base URL the target or the return URL must be absolute.',
    );
    expect(() => of({ signInUrl: '/in' }).redirectToSignIn()).toThrow(
      'Without a base URL the target must be absolute. Set CLERK_SIGN_IN_URL to an absolute URL.',
    );
    expect(of({ signInUrl: '/in' }).redirectToSignIn({ returnBackUrl: 'https://a.example/back' })).toBe(
      'https://a.example/in?redirect_url=https%3A%2F%2Fa.example%2Fback',
    );
    expect(of({ signInUrl: 'https://a.example/in' }).redirectToSignIn({ returnBackUrl: '/back' })).toBe(
      'https://a.example/in?redirect_url=%2Fback',
    );
  });

  it('has the development browser only where it leaves the host', () => {
    const params = { baseUrl: 'https://a.example', devBrowserToken: 'dvb_1' };
    const accounts = 'https://a.accounts.dev/sign-in';
    expect(of(params).redirectToSignIn()).toBe(`${accounts}?__clerk_db_jwt=dvb_1`);
    expect(of({ ...params, signInUrl: '/in' }).redirectToSignIn()).toBe('https://a.example/in');
    const production = `pk_live_${btoa('clerk.b.example$')}`;
    expect(of({ ...params, publishableKey: production, signInUrl: 'https://b.example/in' }).redirectToSignIn()).toBe(
      'https://b.example/in',
    );
  });

  it('leads back to no page where none is named', () => {
    expect(of({ signInUrl: 'https://a.example/in' }).redirectToSignIn()).toBe('https://a.example/in');
  });

  it('needs the publishable key only for the pages of the service', () => {
    const params = { publishableKey: '', baseUrl: 'https://a.example', signInUrl: 'https://b.example/in' };
    expect(of(params).redirectToSignIn()).toBe('https://b.example/in');
    expect(() => of({ ...params, signInUrl: '' }).redirectToSignIn()).toThrow(
      expect.objectContaining({ code: 'publishable_key_missing' }) as Error,
    );
  });

  it('leads to the page for signing up, and back to a satellite with a sign that its session is not known yet', () => {
    const params = {
      baseUrl: 'https://a.example',
      signUpUrl: 'https://b.example/up',
      signInUrl: 'https://b.example/in',
    };
    const back = (url: string) => new URL(url).searchParams.get('redirect_url');
    const returnBackUrl = '/page';
    expect(of(params).redirectToSignUp()).toBe('https://b.example/up');
    expect(back(of(params).redirectToSignUp({ returnBackUrl }))).toBe('https://a.example/page');
    const satellite = of({ ...params, isSatellite: true });
    expect(back(satellite.redirectToSignUp({ returnBackUrl }))).toBe('https://a.example/page?__clerk_synced=false');
  });

  it('is a mistake of the set-up where an address is missing', () => {
    for (const returnBackUrl of ['/back', undefined])
      expect(() => of({ signInUrl: '/in' }).redirectToSignIn({ returnBackUrl })).toThrow(
        expect.objectContaining({ code: 'sign_in_url_invalid' }) as Error,
      );
  });

  it('leads to the tasks of a pending session, before a query', () => {
    const pending = { baseUrl: 'https://a.example', sessionStatus: 'pending' } as const;
    expect(of({ ...pending, signInUrl: '/in?a=b#c' }).redirectToSignIn()).toBe('https://a.example/in/tasks?a=b#c');
    expect(of({ ...pending, signInUrl: '/in' }).redirectToSignUp()).toBe('https://a.example/in/create/tasks');
    expect(of({ ...pending, signInUrl: '?page=in' }).redirectToSignIn()).toBe('https://a.example/tasks?page=in');
  });

  it('knows its parameters', () => {
    expect(() => createRedirect({ publishableKey, baseUrl: '', redirectAdapter, other: 1 } as never)).toThrow(
      /createRedirect/,
    );
  });
});

describe('an outage', () => {
  const failed = (status: number | undefined, retryAfter?: number) =>
    new ClerkAPIResponseError('failed', { data: [], status, retryAfter });

  it.each([undefined, 200, 299, 429, 500, 503])('is what %s means', (status) => {
    const error = failed(status);
    expect(outageOf(error)).toEqual({ cause: error, retryAfterSeconds: 5 });
    expect(outageOf(failed(status, 30))?.retryAfterSeconds).toBe(30);
  });

  it.each([300, 400, 401, 404, 422, 428, 430, 499])('is not what %i means', (status) => {
    expect(outageOf(failed(status))).toBeUndefined();
  });

  it('is none that the code has made', () => {
    expect(outageOf(new TypeError('a mistake'))).toBeUndefined();
    const error = new ServiceUnavailableError('down');
    expect(outageOf(error)).toEqual({ cause: error, retryAfterSeconds: error.retryAfterSeconds });
  });
});
