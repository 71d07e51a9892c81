import { createClerkClient, type ClerkClient } from '@clerk/backend';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';
import { Browser, locationOf } from './browser.js';

const appOrigin = 'http://localhost:3999';

let emulator: Emulator;

afterEach(() => emulator.close());

async function start(options: EmulatorOptions = {}): Promise<ClerkClient> {
  emulator = await createEmulator(options);
  return createClerkClient({
    secretKey: emulator.secretKey,
    publishableKey: emulator.publishableKey,
    ...(emulator.env['CLERK_API_URL'] ? { apiUrl: emulator.env['CLERK_API_URL'] } : {}),
    telemetry: { disabled: true },
  });
}

/** An application with the official library: follows its handshakes until it has made up its mind. */
async function openApp(
  clerk: ClerkClient,
  browser: Browser,
  url: string,
  options: Parameters<ClerkClient['authenticateRequest']>[1] = {},
) {
  const reasons: (string | null)[] = [];
  let address = url;
  for (let hop = 0; hop < 8; hop += 1) {
    const state = await clerk.authenticateRequest(browser.navigation(address), options);
    browser.store(state.headers);
    const location = state.headers.get('location');
    if (!location) return { state, reasons, address };
    reasons.push(state.reason);
    address = location.startsWith(appOrigin) ? location : locationOf(await browser.visit(location));
  }
  throw new Error(`Still redirecting: ${reasons.join(', ')}`);
}

async function signInWithOneClick(browser: Browser, page: string): Promise<string> {
  const response = await browser.submit(`${emulator.url}/sign-in`, {
    redirect_url: page,
    user_id: emulator.users[0]?.id ?? '',
  });
  expect(response.status).toBe(303);
  return locationOf(response);
}

describe.each(['nonce', 'token'] as const)(
  'the official library against the emulator, handshake by %s',
  (handshakeFormat) => {
    it('switches to the organization that an address names, and gives up on one the person is not in', async () => {
      const clerk = await start({ handshakeFormat });
      const browser = new Browser();
      await openApp(clerk, browser, `${appOrigin}/`);
      await openApp(clerk, browser, await signInWithOneClick(browser, `${appOrigin}/`));
      const createdBy = emulator.users[0]?.id ?? '';
      const { id, slug } = await clerk.organizations.createOrganization({ name: 'Second', slug: 'second', createdBy });
      await clerk.organizations.createOrganization({ name: 'Foreign', slug: 'foreign' });
      const options = {
        organizationSyncOptions: { organizationPatterns: ['/orgs/:slug'], personalAccountPatterns: ['/me'] },
      };
      const orgAt = async (path: string) => {
        const { state } = await openApp(clerk, browser, `${appOrigin}${path}`, options);
        const auth = state.toAuth();
        return auth && 'orgId' in auth ? auth.orgId : undefined;
      };
      expect(await orgAt(`/orgs/${slug ?? ''}`)).toBe(id);
      expect(await orgAt('/me')).toBeFalsy();
      expect(await orgAt(`/orgs/${slug ?? ''}`)).toBe(id);
      expect(await orgAt('/orgs/foreign')).toBe(id);
    });

    it('leads from signed out over sign-in and renewal to signed out', async () => {
      // The library verifies with the real clock. The emulator is two minutes behind, so it can issue a token that has
      // expired for the library in a session that has not.
      const now = () => Date.now() - 120_000;
      const clerk = await start({ handshakeFormat, sessionTokenLifetimeSeconds: 3600, now });
      const browser = new Browser();
      const page = `${appOrigin}/dashboard?tab=a%20b&flag`;

      const first = await openApp(clerk, browser, page);
      expect(first.state.status).toBe('signed-out');
      expect(first.reasons).toEqual(['dev-browser-missing', 'session-token-missing']);
      expect(new URL(first.address).searchParams.get('tab')).toBe('a b');

      const back = await signInWithOneClick(browser, page);
      expect(new URL(back).searchParams.get('__clerk_db_jwt')).toBe(browser.cookie('__clerk_db_jwt'));
      const second = await openApp(clerk, browser, back);
      expect(second.reasons[0]).toBe('dev-browser-sync');
      expect(second.state.status).toBe('signed-in');
      expect(second.state.toAuth()).toMatchObject({ userId: emulator.users[0]?.id });

      const auth = second.state.toAuth();
      const sessionId = auth && 'sessionId' in auth ? (auth.sessionId ?? '') : '';
      const { jwt: expired } = await clerk.sessions.getToken(sessionId, undefined, 60);
      browser.replace('__session', expired);
      const third = await openApp(clerk, browser, page);
      expect(third.state.status).toBe('signed-in');
      expect(browser.cookie('__session')).not.toBe(expired);

      const out = locationOf(await browser.visit(`${emulator.url}/sign-out?redirect_url=${encodeURIComponent(page)}`));
      expect(out.startsWith(appOrigin)).toBe(true);
      const last = await openApp(clerk, browser, out);
      expect(last.state.status).toBe('signed-out');
      expect(browser.cookie('__session')).toBeUndefined();
    });
  },
);

describe('the official client', () => {
  it('reads users and sessions', async () => {
    const clerk = await start();
    const signedIn = await emulator.signIn('ada@example.com');
    const user = await clerk.users.getUser(signedIn.userId);
    expect(user.primaryEmailAddress?.emailAddress).toBe('ada@example.com');
    expect(user.fullName).toBe('Ada Lovelace');
    const session = await clerk.sessions.getSession(signedIn.sessionId);
    expect(session).toMatchObject({ userId: signedIn.userId, status: 'active' });
    const client = await clerk.clients.getClient(session.clientId);
    expect(client.sessionIds).toEqual([signedIn.sessionId]);
    expect((await clerk.sessions.revokeSession(signedIn.sessionId)).status).toBe('revoked');
  });

  it('accepts the token and the cookies of signIn', async () => {
    const clerk = await start();
    const { token, cookieHeader, sessionId } = await emulator.signIn('grace@example.com');
    const byHeader = await clerk.authenticateRequest(
      new Request(appOrigin, { headers: { authorization: `Bearer ${token}` } }),
    );
    expect(byHeader.toAuth()).toMatchObject({ sessionId });
    const byCookie = await clerk.authenticateRequest(new Request(appOrigin, { headers: { cookie: cookieHeader } }));
    expect(byCookie.toAuth()).toMatchObject({ sessionId });
  });

  it('is refused with another secret key', async () => {
    await start();
    const stranger = createClerkClient({ secretKey: 'sk_test_other', apiUrl: emulator.url });
    await expect(stranger.users.getUserList()).rejects.toMatchObject({
      status: 401,
      errors: [{ code: 'clerk_key_invalid' }],
    });
  });
});
