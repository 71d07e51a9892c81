import { createClerkClient } from '@acme/backend';
import { expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { BrowserClient } from './frontend/browser-client.js';
import { startLibsqlServer } from './start-libsql-server.js';

/** Kinds of documents whose number does not grow with users, organizations and sessions: a query may read all of a kind. */
const fewDocuments = new Set([
  'allowlist_identifier',
  'blocklist_identifier',
  'domain',
  'enterprise_connection',
  'jwt_template',
  'permission',
  'plan',
  'price',
  'role',
  'role_set',
  'saml_connection',
  'settings',
  'template',
]);

/** Statements that read all rows by their nature (counts and pages of all users or organizations, text searches), and those that read none. */
const readsAll = /count\(\*\)|order by .* limit| like |users_search| and false\)/i;

it('finds the rows of one user, organization or browser by an index', async () => {
  const statements = new Map<string, readonly (string | number | null)[]>();
  const server = await startLibsqlServer(({ sql, args }) => {
    if (/^(select|update|delete)/i.test(sql))
      statements.set(`${sql} ${String(args.find((arg) => typeof arg === 'string'))}`, args);
  });
  const emulator = await createEmulator({ database: `${server.url}?authToken=s3cret` });
  statements.clear();
  await useEverything(emulator);
  const slow: string[] = [];
  for (const [text, args] of statements) {
    const sql = text.replace(/ \S*$/, '');
    if (readsAll.test(sql)) continue;
    const { rows } = await server.database.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: [...args] });
    for (const detail of rows.map((row) => JSON.stringify(row['detail']))) {
      const isOfKind = detail.includes('documents_kind_scope (kind=?)');
      if (isOfKind ? !args.some((arg) => fewDocuments.has(String(arg))) : detail.startsWith('SCAN'))
        slow.push(`${detail}: ${text} ${JSON.stringify(args)}`);
    }
  }
  await emulator.close();
  await server.close();
  expect(statements.size).toBeGreaterThan(100);
  expect(slow).toEqual([]);
});

/** The calls that applications and browsers make most, of each subject. */
async function useEverything(emulator: Emulator): Promise<void> {
  const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const user = await clerk.users.createUser({
    emailAddress: ['new@example.com'],
    phoneNumber: ['+15555550123'],
    password: 'a-long-password',
    externalId: 'ext',
    username: 'newcomer',
  });
  const { token, sessionId } = await emulator.signIn(user.id);
  await fetch(`${emulator.url}/v1/client/handshake?redirect_url=http%3A%2F%2Flocalhost%3A3000`, { redirect: 'manual' });
  const organization = await clerk.organizations.createOrganization({ name: 'New', slug: 'new', createdBy: user.id });
  const organizationId = organization.id;
  await clerk.organizations.getOrganization({ slug: 'new' });
  await clerk.organizations.getOrganizationMembershipList({ organizationId });
  await clerk.organizations.createOrganizationInvitation({
    organizationId,
    emailAddress: 'guest@example.com',
    role: 'org:member',
  });
  await clerk.organizations.createOrganizationDomain({
    organizationId,
    name: 'new.example.com',
    enrollmentMode: 'automatic_invitation',
  });
  await clerk.users.getOrganizationMembershipList({ userId: user.id });
  await clerk.users.getOrganizationInvitationList({ userId: user.id });
  await clerk.users.getUserList({
    emailAddress: ['new@example.com'],
    phoneNumber: ['+15555550123'],
    organizationId: [organizationId],
  });
  await clerk.users.getUserList({ externalId: ['ext'], username: ['newcomer'], userId: [user.id] });
  await clerk.sessions.getSessionList({ userId: user.id });
  await clerk.sessions.getToken(sessionId, 'unknown').catch(() => undefined);
  await clerk.invitations.createInvitation({ emailAddress: 'invited@example.com' });
  const key = await emulator.mintApiKey({ subject: user.id });
  await clerk.apiKeys.verify(key.secret);
  await clerk.apiKeys.list({ subject: user.id });
  await clerk.m2m.verify({ token: (await emulator.mintM2MToken()).token });
  await clerk.idPOAuthAccessToken.verify((await emulator.mintOAuthToken({ userId: user.id })).token);
  await clerk.signInTokens.createSignInToken({ userId: user.id, expiresInSeconds: 60 });
  await useBrowser(emulator, new BrowserClient(emulator), user.id, organizationId, token);
  await clerk.organizations.deleteOrganization(organizationId);
  await clerk.users.deleteUser(user.id);
}

async function useBrowser(
  emulator: Emulator,
  browser: BrowserClient,
  userId: string,
  organizationId: string,
  token: string,
): Promise<void> {
  await browser.post('/v1/client/sign_ins', { identifier: '+15555550123' });
  await browser.signIn('new@example.com', 'a-long-password');
  const session = browser.sessionId ?? '';
  for (const path of [
    '/v1/client',
    '/v1/me',
    '/v1/me/sessions',
    '/v1/me/sessions/active',
    '/v1/me/organization_memberships',
    '/v1/me/organization_invitations',
    '/v1/me/organization_suggestions',
    '/v1/me/passkeys',
    '/v1/me/billing/subscription',
    '/v1/me/billing/credits',
    `/v1/organizations/${organizationId}`,
    `/v1/organizations/${organizationId}/memberships`,
    `/v1/organizations/${organizationId}/invitations`,
    `/v1/organizations/${organizationId}/membership_requests`,
    `/v1/organizations/${organizationId}/domains`,
    `/v1/organizations/${organizationId}/roles`,
  ])
    await browser.get(path);
  await browser.call('GET', '/api_keys', { query: { subject: userId }, token });
  await browser.post(`/v1/client/sessions/${session}/touch`, { active_organization_id: organizationId });
  await browser.post(`/v1/client/sessions/${session}/tokens`, { organization_id: organizationId });
  await browser.patch('/v1/me', { first_name: 'New' });
  const address = await browser.post('/v1/me/email_addresses', { email_address: 'second@example.com' });
  const path = `/v1/me/email_addresses/${address.text('response.id')}`;
  await browser.post(`${path}/prepare_verification`, { strategy: 'email_code' });
  await browser.post(`${path}/attempt_verification`, { code: '424242' });
  await browser.post('/v1/me/external_accounts', { strategy: 'oauth_google', redirect_url: 'http://localhost:3000/' });
  const other = new BrowserClient(emulator);
  await other.post('/v1/client/sign_ups', { email_address: 'third@new.example.com', password: 'a-long-password' });
  await other.post('/v1/client/sign_ins', { strategy: 'oauth_google', redirect_url: 'http://localhost:3000/' });
  await browser.delete('/v1/client/sessions');
}
