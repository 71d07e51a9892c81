import { generateKeyPairSync, sign } from 'node:crypto';
import type { Emulator } from '../../src/index.js';
import { Authenticator } from './authenticator.js';
import { BrowserClient } from './browser-client.js';

/** A person who is signed in, with one object for each parameter of the Frontend API that names an object of somebody. */
export interface Person {
  readonly browser: BrowserClient;
  /** Texts that nobody else may see. */
  readonly secrets: readonly string[];
  /** Ids by parameter. */
  readonly ids: Readonly<Record<string, string>>;
}

type Json = Readonly<Record<string, unknown>>;

const password = 'a long password';

/** Two people with an organization each, who have nothing in common. */
export async function twoPeople(emulator: Emulator): Promise<{ readonly ada: Person; readonly grace: Person }> {
  const third = await backend(emulator, '/organizations', { name: 'Third', slug: 'third' });
  const suggesting = { name: 'suggest.test', enrollment_mode: 'automatic_suggestion', verified: true };
  await backend(emulator, `/organizations/${String(third['id'])}/domains`, suggesting);
  await backend(emulator, '/jwt_templates', { name: 'anything', claims: {} });
  const alan = await createUser(emulator, 'alan', ['alan@ada.test', 'alan@grace.test']);
  const ada = await createPerson(emulator, 'ada', String(third['id']), alan);
  return { ada, grace: await createPerson(emulator, 'grace', String(third['id']), alan) };
}

/** Calls the Backend API. */
export async function backend(
  emulator: Emulator,
  path: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<Json> {
  const response = await fetch(`${emulator.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

async function createUser(emulator: Emulator, name: string, addresses: readonly string[]): Promise<BrowserClient> {
  await backend(emulator, '/users', { email_address: addresses, first_name: `First ${name}`, password });
  const browser = new BrowserClient(emulator);
  await browser.signIn(addresses[0] ?? '', password);
  return browser;
}

async function createPerson(emulator: Emulator, name: string, third: string, alan: BrowserClient): Promise<Person> {
  const email = `${name}@suggest.test`;
  const browser = await createUser(emulator, name, [email]);
  const idOf = async (path: string, form = {}) => (await browser.post(path, form)).text('response.id');
  const userId = (await browser.get('/v1/me')).text('response.id');
  const organization = await idOf('/v1/organizations', { name: `Company of ${name}`, slug: `company-of-${name}` });
  const under = `/v1/organizations/${organization}`;
  const emailId = await idOf('/v1/me/email_addresses', { email_address: `${name}@private.test` });
  await browser.post(`/v1/me/email_addresses/${emailId}/prepare_verification`, { strategy: 'email_code' });
  const phoneNumber = name === 'ada' ? '+15555550151' : '+15555550152';
  const phoneId = await idOf('/v1/me/phone_numbers', { phone_number: phoneNumber });
  await browser.post(`/v1/me/phone_numbers/${phoneId}/prepare_verification`, { strategy: 'phone_code' });
  const domain = { name: `${name}.test`, enrollment_mode: 'automatic_suggestion', verified: true };
  const { id: domainId } = await backend(emulator, `/organizations/${organization}/domains`, domain);
  const suggestion = (await alan.get('/v1/me/organization_suggestions', { status: 'pending' })).text(
    'response.data.0.id',
  );
  await alan.post(`/v1/me/organization_suggestions/${suggestion}/accept`);
  const invite = { email_address: `invited-by-${name}@else.test`, role: 'org:member' };
  const { id: member } = await backend(emulator, '/users', { email_address: [`member-of-${name}@else.test`] });
  await backend(emulator, `/organizations/${organization}/memberships`, { user_id: member, role: 'org:member' });
  const invited = { email_address: email, role: 'org:member' };
  const connection = { name: `Login of ${name}`, provider: 'saml_custom', domains: [`${name}.test`], active: true };
  const { id: connectionId } = await backend(emulator, '/enterprise_connections', {
    ...connection,
    organization_id: organization,
  });
  const itemOf = async (path: string) =>
    (await browser.get(`${path}/billing/subscription`)).text('response.subscription_items.0.id');
  const back = 'http://localhost:3000/profile';
  const ids = {
    own: userId,
    user_id: String(member),
    session_id: browser.sessionId ?? '',
    email_id: emailId,
    phone_number_id: phoneId,
    passkey_id: await addPasskey(browser),
    trusted_device_id: await addTrustedDevice(browser),
    external_account_id: await idOf('/v1/me/external_accounts', { strategy: 'oauth_google', redirect_url: back }),
    organization_id: organization,
    organizationID: organization,
    domain_id: String(domainId),
    'organizations invitation_id': await idOf(`${under}/invitations`, invite),
    'me invitation_id': String((await backend(emulator, `/organizations/${third}/invitations`, invited))['id']),
    suggestion_id: (await browser.get('/v1/me/organization_suggestions')).text('response.data.0.id'),
    request_id: (await browser.get(`${under}/membership_requests`)).text('response.data.0.id'),
    enterprise_connection_id: String(connectionId),
    'organizations subscriptionItemID': await itemOf(under),
    'me subscriptionItemID': await itemOf('/v1/me'),
    apiKeyID: (await browser.post('/api_keys', { subject: userId, name: 'Deploy' })).text('id'),
    sign_in_id: await idOf('/v1/client/sign_ins', { identifier: email }),
    sign_up_id: await idOf('/v1/client/sign_ups', { email_address: `new-of-${name}@else.test` }),
  };
  return { browser, ids, secrets: [`First ${name}`, `ompany of ${name}`, `${name}@`, `${name}.test`, phoneNumber] };
}

async function addPasskey(browser: BrowserClient): Promise<string> {
  const started = await browser.post('/v1/me/passkeys');
  const id = started.text('response.id');
  const public_key_credential = new Authenticator().create(started.text('response.verification.nonce'));
  await browser.post(`/v1/me/passkeys/${id}/attempt_verification`, { strategy: 'passkey', public_key_credential });
  return id;
}

async function addTrustedDevice(browser: BrowserClient): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const claims = {
    platform: 'ios',
    app_identifier: 'com.example.app',
    name: 'Phone',
    algorithm: 'ES256',
    public_key_jwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
  };
  const client_data = (await browser.post('/v1/me/trusted_devices/prepare', claims)).text('response.client_data');
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const };
  const signature = sign('sha256', Buffer.from(client_data), key).toString('base64url');
  return (await browser.post('/v1/me/trusted_devices/attempt', { ...claims, client_data, signature })).text(
    'response.id',
  );
}
