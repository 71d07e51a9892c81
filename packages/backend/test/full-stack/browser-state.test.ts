import { describe, expect, it } from 'vitest';
import { readBrowserOptions, splitBrowserOptions } from '../../src/full-stack/browser-options.js';
import { browserAuth, browserState } from '../../src/full-stack/browser-state.js';
import { createAuthenticator } from '../../src/request/create-authenticator.js';
import { requestHead } from '../../src/request/request-head.js';
import { decide, options, sign } from './decided-state.js';

const user = {
  id: 'user_1',
  privateMetadata: { plan: 'secret' },
  publicMetadata: { a: 1 },
  raw: { id: 'user_1', private_metadata: { plan: 'secret' } },
};

/** The members that the official server package for React Router sends for a person, functions left out. */
const officialMembers = [
  'actor',
  'factorVerificationAge',
  'isAuthenticated',
  'orgId',
  'orgPermissions',
  'orgRole',
  'orgSlug',
  'sessionClaims',
  'sessionId',
  'sessionStatus',
  'tokenType',
  'userId',
];
const officialKeys = [
  '__clerkJSUrl',
  '__clerkJSVersion',
  '__clerkUIUrl',
  '__clerkUIVersion',
  '__clerk_debug',
  '__clerk_ssr_state',
  '__domain',
  '__isSatellite',
  '__prefetchUI',
  '__proxyUrl',
  '__publishableKey',
  '__signInFallbackRedirectUrl',
  '__signInForceRedirectUrl',
  '__signInUrl',
  '__signUpFallbackRedirectUrl',
  '__signUpForceRedirectUrl',
  '__signUpUrl',
  '__telemetryDebug',
  '__telemetryDisabled',
];

describe('the state for the browser', () => {
  it('has the keys that the official providers read', async () => {
    const { state } = await decide({ token: await sign({ fva: [1, -1] }) });
    const given = browserState(state, { clerkJSUrl: 'https://cdn.example/clerk.js', prefetchUI: false });
    expect(Object.keys(given)).toEqual(expect.arrayContaining(officialKeys));
    expect(given).toMatchObject({
      __publishableKey: options.publishableKey,
      __clerkJSUrl: 'https://cdn.example/clerk.js',
      __prefetchUI: false,
      __clerk_debug: { isSignedIn: true, reason: null },
    });
    const auth = given['__clerk_ssr_state'] as object;
    expect(Object.keys(auth).sort()).toEqual(officialMembers);
    expect(auth).toMatchObject({ userId: 'user_1', sessionId: 'sess_1', factorVerificationAge: [1, -1] });
  });

  it('has no function, no key and no private metadata', async () => {
    const token = await sign();
    const { state } = await decide({ token });
    const given = browserState(state, {}, { user });
    expect(structuredClone(given)).toEqual(given);
    const text = JSON.stringify(given);
    for (const secret of [options.secretKey, 'secret', token, 'privateMetadata', 'private_metadata'])
      expect(text).not.toContain(secret);
    expect(given).toMatchObject({ __clerk_ssr_state: { user: { id: 'user_1', publicMetadata: { a: 1 } } } });
  });

  it('is that of nobody for a machine, a pending session and nobody', async () => {
    const nobody = { isAuthenticated: false, tokenType: 'session_token', userId: null, sessionClaims: null };
    const pending = await decide({ token: await sign({ sts: 'pending' }) });
    expect(browserAuth(pending.state)).toMatchObject({ ...nobody, sessionStatus: 'pending' });
    expect(browserAuth(pending.state, {}, { treatPendingAsSignedOut: false })).toMatchObject({ userId: 'user_1' });
    const { state } = await decide();
    expect(browserAuth(state)).toMatchObject(nobody);
    const machine = { ...state, tokenType: 'api_key', toAuth: () => ({ tokenType: 'api_key', isAuthenticated: true }) };
    expect(browserAuth(machine as never)).toMatchObject(nobody);
  });
});

describe('options of the browser', () => {
  const given = { clockSkewInMs: 9, signInForceRedirectUrl: '/home', prefetchUI: false } as const;

  it('are split off, and the others decide', async () => {
    const { options: others, browserOptionsOf } = splitBrowserOptions<Request>({ ...options, ...given });
    const request = new Request('https://app.example.com/');
    expect(browserOptionsOf(request)).toEqual({ signInForceRedirectUrl: '/home', prefetchUI: false });
    expect(others).toEqual({ ...options, clockSkewInMs: 9 });
    const decision = await createAuthenticator(others, { where: 'test', env: () => ({}) })(
      requestHead(request),
      request,
    );
    expect(decision).toMatchObject({ kind: 'continue', options: { clockSkewInMs: 9 } });
  });

  it('may be made for each request, each with its own', async () => {
    const { options: others, browserOptionsOf } = splitBrowserOptions<Request>(({ url }) =>
      Promise.resolve({ ...options, signInForceRedirectUrl: new URL(url).pathname }),
    );
    const decide = createAuthenticator(others, { where: 'test', env: () => ({}) });
    const requests = ['/a', '/b'].map((path) => new Request(`https://app.example.com${path}`));
    const decisions = await Promise.all(requests.map(async (request) => decide(requestHead(request), request)));
    expect(requests.map(browserOptionsOf)).toEqual([
      { signInForceRedirectUrl: '/a' },
      { signInForceRedirectUrl: '/b' },
    ]);
    expect(browserOptionsOf(new Request('https://app.example.com/c'))).toEqual({});
    // Both requests have the same options for the decision, so one set of them was prepared.
    const [first, second] = decisions.map((decision) => decision.kind === 'continue' && decision.options);
    expect(first).toBe(second);
  });

  it.each<unknown>([undefined, null, 'text'])('are refused if a function gives %j for them', async (wrong) => {
    const { options: others } = splitBrowserOptions<Request>(() => wrong as object);
    const decide = createAuthenticator(others, { where: 'test', env: () => ({}) });
    const request = new Request('https://app.example.com/');
    await expect(decide(requestHead(request), request)).rejects.toThrow(/takes its options as an object/);
  });

  it('are refused if they are of another type', () => {
    const split = (wrong: object) => () => splitBrowserOptions<Request>(wrong);
    expect(split({ signInForceRedirectUrl: 5 })).toThrow(/`signInForceRedirectUrl`.*must be a string/);
    expect(split({ prefetchUI: 'yes' })).toThrow(/CLERK_PREFETCH_UI.*must be true or false/);
    expect(() => readBrowserOptions({ clerkJSUrl: 1 as never }, {})).toThrow(/CLERK_JS_URL/);
  });

  it('come from the environment where they are absent or empty', () => {
    const env = {
      CLERK_JS_URL: 'https://cdn.example/clerk.js',
      CLERK_SIGN_UP_FORCE_REDIRECT_URL: '/from-env',
      CLERK_TELEMETRY_DISABLED: '1',
      CLERK_PREFETCH_UI: 'false',
      CLERK_UI_URL: '',
    };
    expect(readBrowserOptions({ clerkJSUrl: '', signUpForceRedirectUrl: '/own' }, env)).toEqual({
      clerkJSUrl: 'https://cdn.example/clerk.js',
      signUpForceRedirectUrl: '/own',
      telemetryDisabled: true,
      prefetchUI: false,
    });
    expect(readBrowserOptions({ prefetchUI: true }, env)).toMatchObject({ prefetchUI: true });
  });
});
