import { createEmulator, type Emulator } from '@acme/emulator';
import { generateKeyPairSync } from 'node:crypto';
import { withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import defaultClerk, * as legacy from '../src/index.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment(emulator.env);
});
afterAll(() => emulator.close());

const words = (text: string) => text.trim().split(/\s+/);

// What `Object.keys(require('…'))` of the last release of each major version gives.
const subApis2 = 'allowlistIdentifiers clients emails invitations sessions smsMessages users';
const classes2 =
  'AllowlistIdentifier Client Email EmailAddress ExternalAccount IdentificationLink Invitation PhoneNumber SMSMessage User Verification';
const classes3 = 'Organization OrganizationInvitation OrganizationMembership OrganizationMembershipPublicUserData';
const setters = 'setClerkApiKey setClerkServerApiUrl setClerkApiVersion setClerkHttpOptions';
const auth = 'ClerkExpressWithAuth ClerkExpressRequireAuth withAuth requireAuth';
const factories = 'clerkClient createClerkClient createClerkExpressRequireAuth createClerkExpressWithAuth verifyToken';
const roots = {
  '2.6.3': `${subApis2} ${classes2} Session ClerkExpressWithSession ClerkExpressRequireSession withSession requireSession
    HttpError ClerkServerError Logger ${setters} default`,
  '3.9.2': `${subApis2} organizations ${classes2} ${classes3} ${auth} ${setters} default`,
  '4.13.23': `${subApis2} organizations domains emailAddresses phoneNumbers ${classes2} ${classes3} Session ${auth} ${setters}
    ${factories} default Clerk AuthStatus DeletedObject OauthAccessToken ObjectType RedirectUrl SignInToken Token buildRequestUrl
    constants createAuthenticateRequest createIsomorphicRequest debugRequestState decodeJwt deserialize hasValidSignature
    loadInterstitialFromLocal makeAuthObjectSerializable prunePrivateMetadata redirect sanitizeAuthObject signJwt
    signedInAuthObject signedOutAuthObject verifyJwt`,
  '5.1.6': `${auth} ${factories}`,
};

describe('root exports', () => {
  it.each(Object.entries(roots))('has those of %s', (_, names) => {
    for (const name of words(names)) expect([name, typeof Reflect.get(legacy, name)]).not.toEqual([name, 'undefined']);
  });

  const members = {
    '2.6.3': `${subApis2} decodeToken verifyToken defaultOnError strictOnError expressWithSession expressRequireSession withSession
      requireSession`,
    '3.9.2': `${subApis2} organizations redirectUrls signInTokens verifyToken base expressWithAuth expressRequireAuth withAuth
      requireAuth`,
    '4.13.23': `${subApis2} domains emailAddresses organizations phoneNumbers redirectUrls signInTokens authenticateRequest
      localInterstitial remotePublicInterstitial remotePrivateInterstitial remotePublicInterstitialUrl debugRequestState
      expressWithAuth expressRequireAuth verifyToken base`,
    '5.1.6': `actorTokens allowlistIdentifiers betaFeatures blocklistIdentifiers clients domains emailAddresses instance invitations
      jwks jwtTemplates oauthApplications organizations phoneNumbers proxyChecks redirectUrls samlConnections sessions signInTokens
      signUps testingTokens users waitlistEntries webhooks authenticateRequest debugRequestState telemetry expressWithAuth
      expressRequireAuth verifyToken`,
  };

  it.each(Object.entries(members))('the clients have the members of %s', (_, names) => {
    for (const clerk of [defaultClerk, legacy.clerkClient, new legacy.Clerk({ secretKey: 'sk_test_x' })])
      for (const name of words(names)) expect([name, typeof Reflect.get(clerk, name)]).not.toEqual([name, 'undefined']);
  });
});

/** Methods of the sub-APIs of 2.6.3, 3.9.2 and 4.13.23. */
const methods = {
  allowlistIdentifiers: 'getAllowlistIdentifierList createAllowlistIdentifier deleteAllowlistIdentifier',
  clients: 'getClientList getClient verifyClient',
  domains: 'deleteDomain',
  emailAddresses: 'getEmailAddress createEmailAddress updateEmailAddress deleteEmailAddress',
  emails: 'createEmail',
  invitations: 'getInvitationList createInvitation revokeInvitation',
  organizations: `getOrganizationList createOrganization getOrganization updateOrganization updateOrganizationLogo
    deleteOrganizationLogo updateOrganizationMetadata deleteOrganization getOrganizationMembershipList
    createOrganizationMembership updateOrganizationMembership updateOrganizationMembershipMetadata
    deleteOrganizationMembership getOrganizationInvitationList getPendingOrganizationInvitationList
    createOrganizationInvitation getOrganizationInvitation revokeOrganizationInvitation`,
  phoneNumbers: 'getPhoneNumber createPhoneNumber updatePhoneNumber deletePhoneNumber',
  sessions: 'getSessionList getSession revokeSession verifySession getToken',
  smsMessages: 'createSMSMessage',
  users: `getUserList getUser createUser updateUser updateUserProfileImage updateUserMetadata deleteUser getCount
    getUserOauthAccessToken disableUserMFA getOrganizationMembershipList verifyPassword verifyTOTP update`,
} as const;

it.each(Object.entries(methods))('%s has the methods of 2.x to 4.x', (name, all) => {
  const api = Reflect.get(legacy, name) as object;
  for (const method of words(all)) expect([method, typeof Reflect.get(api, method)]).toEqual([method, 'function']);
});

describe('functions of 4.x', () => {
  const claims = () => {
    const now = Math.floor(Date.now() / 1000);
    return { sub: 'user_1', sid: 'sess_1', iss: 'https://clerk.example.com', iat: now, nbf: now, exp: now + 60 };
  };
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  it('sign, read and verify tokens', async () => {
    const token = await legacy.signJwt(claims(), keys.privateKey, { algorithm: 'RS256' });
    const jwt = legacy.decodeJwt(token);
    expect(jwt).toMatchObject({ header: { alg: 'RS256' }, payload: { sub: 'user_1' }, raw: { text: token } });
    expect(await legacy.hasValidSignature(jwt, keys.publicKey)).toBe(true);
    expect(await legacy.verifyJwt(token, { key: keys.publicKey })).toMatchObject({ sid: 'sess_1' });
    const past = await legacy.signJwt({ ...claims(), exp: claims().iat - 20 }, keys.privateKey, { algorithm: 'RS256' });
    await expect(legacy.verifyJwt(past, { key: keys.publicKey })).rejects.toMatchObject({ reason: 'token-expired' });
    const lenient = { key: keys.publicKey, clockSkewInSeconds: 30 };
    await expect(legacy.verifyJwt(past, lenient)).resolves.toMatchObject({ sub: 'user_1' });
    const verify = legacy.verifyToken(past, { jwtKey: keys.publicKey, clockSkewInSeconds: 30 });
    await expect(verify).resolves.toMatchObject({ sub: 'user_1' });
  });

  it('are verified with a function that decides about the issuer', async () => {
    const token = await legacy.signJwt(claims(), keys.privateKey, { algorithm: 'RS256' });
    const asked: string[] = [];
    const accept = (issuer: string) => asked.push(issuer) > 0;
    const key = { jwtKey: keys.publicKey };
    expect(await legacy.verifyToken(token, { ...key, issuer: accept })).toMatchObject({ sub: 'user_1' });
    expect(await legacy.verifyJwt(token, { key: keys.publicKey, issuer: accept })).toMatchObject({ sub: 'user_1' });
    expect(asked).toEqual([claims().iss, claims().iss]);
    const refusal = { reason: 'token-invalid-issuer' };
    await expect(legacy.verifyToken(token, { ...key, issuer: () => false })).rejects.toMatchObject(refusal);
    await expect(legacy.verifyToken(token, { ...key, issuer: 'https://other.example.com' })).rejects.toMatchObject(
      refusal,
    );
    await expect(legacy.verifyJwt(token, { key: keys.publicKey, issuer: () => false })).rejects.toMatchObject(refusal);
    // A promise is no answer.
    const later = (async () => Promise.resolve(false)) as unknown as () => boolean;
    await expect(legacy.verifyToken(token, { ...key, issuer: later })).rejects.toMatchObject(refusal);
    const client = legacy.createClerkClient({ ...key, secretKey: 'sk_test_x', issuer: 'https://other.example.com' });
    await expect(client.verifyToken(token)).rejects.toMatchObject(refusal);
    expect(await client.verifyToken(token, { issuer: null })).toMatchObject({ sub: 'user_1' });
  });

  it('make auth objects', async () => {
    const user = { id: 'user_1', privateMetadata: { a: 1 }, private_metadata: { a: 1 } };
    const own = { ...claims(), org_id: 'org_1', org_role: 'org:admin', org_slug: 's', org_permissions: ['org:a:read'] };
    const auth = legacy.signedInAuthObject(own, { secretKey: 'sk_test_x', token: 'the-token', user }, { note: 'mine' });
    expect(auth).toMatchObject({ userId: 'user_1', sessionId: 'sess_1', orgId: 'org_1', claims: own, user });
    expect(await auth.getToken()).toBe('the-token');
    expect(auth.has({ role: 'org:admin' })).toBe(true);
    expect(auth.debug()).toMatchObject({ note: 'mine' });
    expect(JSON.stringify(auth.debug())).not.toContain('the-token');
    const out = legacy.signedOutAuthObject();
    expect(out).toMatchObject({
      userId: null,
      sessionId: null,
      user: null,
      session: null,
      organization: null,
      claims: null,
    });
    expect([out.has({ role: 'x' }), await out.getToken()]).toEqual([false, null]);
    expect(legacy.sanitizeAuthObject(auth).user).toEqual({ id: 'user_1' });
    expect(legacy.prunePrivateMetadata(user)).toEqual({ id: 'user_1' });
    expect(legacy.prunePrivateMetadata(null)).toBeNull();
    expect(legacy.makeAuthObjectSerializable(auth)).not.toHaveProperty('getToken');
  });

  it('know URLs', () => {
    const headers = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https', host: 'inner' };
    const request = new Request('http://localhost:3000/a?b=1', { headers });
    expect(legacy.buildRequestUrl(request).href).toBe('https://app.example.com/a');
    expect(legacy.buildRequestUrl(request, '/p').href).toBe('https://app.example.com/p');
    const made = legacy.createIsomorphicRequest((RequestClass) => new RequestClass(request, { method: 'POST' }));
    expect([made.url, made.method]).toEqual(['https://app.example.com/a?b=1', 'POST']);
    const redirectAdapter = (url: string) => url;
    const publishableKey = `pk_test_${btoa('clerk.example.com$')}`;
    const pages = legacy.redirect({ redirectAdapter, publishableKey, signInUrl: 'https://a.example.com/in' });
    expect(pages.redirectToSignIn({ returnBackUrl: 'https://b.example.com/x' })).toBe(
      'https://a.example.com/in?redirect_url=https%3A%2F%2Fb.example.com%2Fx',
    );
    for (const key of [{ publishableKey }, { frontendApi: 'clerk.example.com' }])
      expect(legacy.redirect({ redirectAdapter, ...key }).redirectToSignUp()).toContain('accounts.example.com/sign-up');
  });

  it('make resources of JSON', () => {
    const json = { object: 'allowlist_identifier', id: 'alid_1', identifier: 'a@example.com' };
    for (const list of [[json], { data: [json], total_count: 4 }])
      expect(legacy.deserialize(list)).toEqual([expect.any(legacy.AllowlistIdentifier)]);
    expect(legacy.deserialize({ object: 'nothing', id: 'x' })).toEqual({ object: 'nothing', id: 'x' });
  });

  it('name what the protocol uses', async () => {
    expect(legacy.constants).toMatchObject({
      Cookies: { Session: '__session', ClientUat: '__client_uat' },
      Headers: { AuthReason: 'x-clerk-auth-reason', Authorization: 'authorization' },
      SearchParams: { AuthStatus: 'x-clerk-auth-status' },
      Attributes: { AuthToken: '__clerkAuthToken' },
    });
    expect(legacy.AuthStatus).toMatchObject({
      SignedIn: 'signed-in',
      SignedOut: 'signed-out',
      Interstitial: 'interstitial',
    });
    expect(legacy.ObjectType).toMatchObject({ User: 'user', TotalCount: 'total_count' });
    const { authenticateRequest } = legacy.createAuthenticateRequest({ options: { secretKey: emulator.secretKey } });
    const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
    const state = await authenticateRequest(new Request('http://localhost/'), { publishableKey });
    expect(legacy.debugRequestState(state)).toMatchObject({ isSignedIn: false });
  });

  it('decide requests that are given in one object', async () => {
    const { token, userId, cookieHeader } = await emulator.signIn(emulator.users[0]?.id ?? '');
    const request = new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
    const cookie = '__clerk_db_jwt=dvb_1; __session=old; __client_uat=0; __session_suffix=old';
    const browser = new Request('http://localhost/', { headers: { cookie } });
    const { iat } = claims();
    const now = String(iat);
    const cookieToken = await emulator.signToken({ ...claims(), sub: userId });
    const clients = [defaultClerk, legacy.clerkClient, new legacy.Clerk({ secretKey: emulator.secretKey })];
    for (const clerk of clients)
      for (const given of [
        { request },
        { request, loadUser: true, loadSession: false, loadOrganization: undefined, authorizedParties: [] },
        { request: new Request('http://localhost/', { headers: { cookie: cookieHeader } }) },
        { headerToken: token, host: 'localhost:3000', searchParams: new URLSearchParams('a=1') },
        { request: browser, cookieToken, clientUat: now, frontendApi: 'clerk.example.com', clockSkewInSeconds: 5 },
      ]) {
        const state = await clerk.authenticateRequest(given);
        expect([state.reason, state.toAuth()?.userId]).toEqual([null, userId]);
      }
    expect((await defaultClerk.authenticateRequest(request)).isSignedIn).toBe(true);
    const refused = [
      {},
      { headerToken: 'garbage' },
      { request, headerToken: 'garbage' },
      { request, authorizedParties: ['https://a.example.com'] },
      { cookieToken: token, clientUat: '0' },
    ];
    for (const given of refused)
      expect((await defaultClerk.authenticateRequest(given)).toAuth()?.userId ?? null).toBeNull();
    const navigation = new Request('http://inner/', { headers: { accept: 'text/html', 'sec-fetch-dest': 'document' } });
    const outside = { forwardedHost: 'app.example.com', forwardedProto: 'https' };
    const { headers } = await defaultClerk.authenticateRequest({ request: navigation, ...outside });
    expect(headers.get('location')).toContain(encodeURIComponent('https://app.example.com/'));
  });

  it('say what replaces the interstitial page, which the service no longer has', async () => {
    expect(() => legacy.loadInterstitialFromLocal({})).toThrow(legacy.RemovedMethodError);
    const clerk = legacy.clerkClient as object as Record<string, () => Promise<unknown>>;
    await expect(clerk['remotePrivateInterstitial']?.()).rejects.toMatchObject({ code: 'method_removed' });
  });
});
