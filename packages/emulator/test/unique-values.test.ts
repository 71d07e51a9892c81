import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { BrowserClient } from './frontend/browser-client.js';
import { startLibsqlServer, type LibsqlServer } from './start-libsql-server.js';

const calls = 20;
const indexes = Array.from({ length: calls }, (_, index) => index);
const code = '424242';
const redirectUrl = 'http://localhost:3000/callback';

let server: LibsqlServer;
let emulator: Emulator;

// Statements on a server take time, so those of simultaneous calls mix. In memory each call would run to its end.
beforeAll(async () => {
  server = await startLibsqlServer();
  emulator = await createEmulator({ database: `${server.url}?authToken=s3cret`, log: () => undefined });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await emulator.close();
  await server.close();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Json = Readonly<Record<string, unknown>>;

async function send(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${emulator.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: response.status === 204 ? {} : await response.json() };
}

async function done(method: string, path: string, body?: object): Promise<Json> {
  const answer = await send(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as Json;
}

const idOf = async (path: string, body: object) => String((await done('POST', path, body))['id']);
const makeUser = (index: number) => idOf('/users', { username: `member_${index}` });
const makeUsers = () => Promise.all(indexes.map(makeUser));
const makeOrganization = (name = 'Acme') =>
  idOf('/organizations', { name, created_by: emulator.users[1]?.id, max_allowed_memberships: 0 });

/** The same text with other letters in upper case, for each index. */
const inOtherCase = (text: string, index: number) =>
  [...text].map((letter, place) => ((index >> (place % 5)) & 1 ? letter.toUpperCase() : letter)).join('');

/** The same Gmail address with other dots, for each index. */
function withOtherDots(index: number): string {
  const name = [...'zaphod'].map((letter, place) => ((index >> place) & 1 ? `${letter}.` : letter)).join('');
  return `${name.replace(/\.$/, '')}@gmail.com`;
}

/** Simultaneous calls of which one is served: how they are prepared, sent and refused. */
interface Contest {
  /** @returns the call with this index */
  readonly prepare: () => Promise<(index: number) => Promise<Answer>>;
  /** Code of the errors. */
  readonly refused: string;
  /** A list, and a text that occurs as often in it afterwards. Default of `times`: once. */
  readonly list?: string;
  readonly text?: RegExp;
  readonly times?: number;
}

/** A contest of calls of the Backend API. */
const contest = (
  path: string | ((index: number) => string),
  body: (index: number) => object,
  refused = 'form_identifier_exists',
  rest: Pick<Contest, 'list' | 'text'> = {},
  method = 'POST',
): Contest => ({
  prepare: () => Promise.resolve((index) => send(method, typeof path === 'string' ? path : path(index), body(index))),
  refused,
  ...rest,
});

/** A contest of calls that each change another user. */
const contestOfUsers = (
  call: (userId: string, index: number) => Promise<Answer>,
  rest: Pick<Contest, 'list' | 'text'> = {},
): Contest => ({
  async prepare() {
    const users = await makeUsers();
    return (index) => call(users[index] ?? '', index);
  },
  refused: 'form_identifier_exists',
  ...rest,
});

/** Sign-ups of several browsers that all are one step before their end. */
const contestOfSignUps = (
  form: (index: number) => Readonly<Record<string, string>>,
  rest: Partial<Contest> = {},
): Contest => ({
  async prepare() {
    await emulator.settings.update(withoutPasswords);
    const signUps = await Promise.all(
      indexes.map(async (index) => {
        const browser = new BrowserClient(emulator, {});
        const started = await browser.post('/v1/client/sign_ups', form(index));
        return { browser, path: `/v1/client/sign_ups/${started.text('response.id')}` };
      }),
    );
    const strategy = 'phone_number' in form(0) ? 'phone_code' : 'email_code';
    for (const { browser, path } of signUps) await browser.post(`${path}/prepare_verification`, { strategy });
    return async (index) => {
      const { browser, path } = signUps[index] ?? { browser: new BrowserClient(emulator), path: '' };
      return browser.post(`${path}/attempt_verification`, { strategy, code });
    };
  },
  refused: 'form_identifier_exists',
  ...rest,
});

const withoutPasswords = { attributes: { password: { required: false } } };
const ignoreDots = { restrictions: { ignore_dots_for_gmail_addresses: true } };
const phoneNumber = '+15555550142';
const phoneForms = ['+15555550142', '+1 555 555 0142', '+1 (555) 555-0142', '+1-555-555-0142'];
const phoneForm = (index: number) => phoneForms[index % phoneForms.length];

const contests: Readonly<Record<string, Contest>> = {
  'users with one e-mail address': contest(
    '/users',
    (index) => ({ email_address: [inOtherCase('zaphod@example.com', index)], external_id: `e${index}` }),
    undefined,
    { list: '/users?limit=100', text: /"external_id":"e\d+"/g },
  ),
  'users with one Gmail address, with other dots': {
    async prepare() {
      await emulator.settings.update(ignoreDots);
      return (index) => send('POST', '/users', { email_address: [withOtherDots(index)] });
    },
    refused: 'form_identifier_exists',
    list: '/users?limit=100',
    text: /"email_address":"z[aphod.]+@gmail/g,
  },
  'users with one phone number': contest(
    '/users',
    (index) => ({ phone_number: [phoneForm(index)], external_id: `e${index}` }),
    undefined,
    { list: '/users?limit=100', text: /"external_id":"e\d+"/g },
  ),
  'users with one user name': contest(
    '/users',
    (index) => ({ username: inOtherCase('zaphod', index), external_id: `e${index}` }),
    undefined,
    { list: '/users?limit=100', text: /"external_id":"e\d+"/g },
  ),
  'users with one external id': contest(
    '/users',
    (index) => ({ username: `name_${index}`, external_id: 'crm-1' }),
    undefined,
    { list: '/users?limit=100', text: /"username":"name_/g },
  ),
  'e-mail addresses': contestOfUsers((user_id, index) =>
    send('POST', '/email_addresses', { user_id, email_address: inOtherCase('zaphod@example.com', index) }),
  ),
  'Gmail addresses with other dots': {
    async prepare() {
      await emulator.settings.update(ignoreDots);
      const users = await makeUsers();
      return (index) =>
        send('POST', '/email_addresses', { user_id: users[index], email_address: withOtherDots(index) });
    },
    refused: 'form_identifier_exists',
    list: '/users?limit=100',
    text: /"email_address":"z[aphod.]+@gmail/g,
  },
  'phone numbers': contestOfUsers((user_id, index) =>
    send('POST', '/phone_numbers', { user_id, phone_number: phoneForm(index) }),
  ),
  'user names': contestOfUsers((id, index) =>
    send('PATCH', `/users/${id}`, { username: inOtherCase('zaphod', index) }),
  ),
  'external ids': contestOfUsers((id) => send('PATCH', `/users/${id}`, { external_id: 'crm-1' })),
  'e-mail addresses that replace others': {
    async prepare() {
      const make = (index: number) => idOf('/users', { email_address: [`before${index}@example.com`] });
      const users = await Promise.all(indexes.map(make));
      return (index) => send('PUT', `/users/${users[index]}/email_address`, { email_address: 'zaphod@example.com' });
    },
    refused: 'form_identifier_exists',
    // The others keep theirs.
    list: '/users?limit=100',
    text: /"email_address":"before/g,
    times: calls - 1,
  },
  'phone numbers that replace others': {
    async prepare() {
      const make = (index: number) => idOf('/users', { phone_number: [`+155555501${60 + index}`] });
      const users = await Promise.all(indexes.map(make));
      return (index) => send('PUT', `/users/${users[index]}/phone_number`, { phone_number: phoneNumber });
    },
    refused: 'form_identifier_exists',
    list: '/users?limit=100',
    text: /"phone_number":"\+155555501[67]\d"/g,
    times: calls - 1,
  },
  invitations: contest(
    '/invitations',
    (index) => ({ email_address: inOtherCase('zaphod@example.com', index) }),
    'duplicate_record',
    { list: '/invitations?limit=100', text: /"email_address":"zaphod/g },
  ),
  'entries of the allowlist': contest(
    '/allowlist_identifiers',
    (index) => ({ identifier: inOtherCase('zaphod@example.com', index), notify: true }),
    'duplicate_record',
    { list: '/invitations?limit=100', text: /"email_address":"zaphod/g },
  ),
  'entries of the blocklist': contest(
    '/blocklist_identifiers',
    (index) => ({ identifier: inOtherCase('*@example.com', index) }),
    'duplicate_record',
  ),
  'organizations with one slug': contest('/organizations', () => ({ name: 'Zaphod', slug: 'zaphod' })),
  'slugs of organizations': {
    async prepare() {
      const ids = await Promise.all(indexes.map((index) => makeOrganization(`Acme ${index}`)));
      return (index) => send('PATCH', `/organizations/${ids[index]}`, { slug: 'zaphod' });
    },
    refused: 'form_identifier_exists',
  },
  'domains of one organization': {
    async prepare() {
      const id = await makeOrganization();
      return (index) => send('POST', `/organizations/${id}/domains`, { name: inOtherCase('zaphod.example', index) });
    },
    refused: 'duplicate_domain',
  },
  'domains of several organizations': {
    async prepare() {
      const ids = await Promise.all(indexes.map((index) => makeOrganization(`Acme ${index}`)));
      return (index) => send('POST', `/organizations/${ids[index]}/domains`, { name: 'zaphod.example' });
    },
    refused: 'duplicate_domain',
  },
  'invitations to an organization': {
    async prepare() {
      const id = await makeOrganization();
      return (index) =>
        send('POST', `/organizations/${id}/invitations`, {
          email_address: inOtherCase('zaphod@example.com', index),
          role: 'org:member',
        });
    },
    refused: 'duplicate_record',
  },
  memberships: {
    async prepare() {
      const [id, user_id] = await Promise.all([makeOrganization(), makeUser(0)]);
      return () => send('POST', `/organizations/${id}/memberships`, { user_id, role: 'org:member' });
    },
    refused: 'already_a_member_in_organization',
  },
  roles: contest('/organization_roles', () => ({ name: 'Pilot', key: 'org:pilot' })),
  permissions: contest('/organization_permissions', () => ({ name: 'Fly', key: 'org:flight:start', description: '' })),
  'permissions of a role': {
    async prepare() {
      const role = await idOf('/organization_roles', { name: 'Pilot', key: 'org:pilot' });
      const permission = await idOf('/organization_permissions', {
        name: 'Fly',
        key: 'org:flight:start',
        description: '',
      });
      return () => send('POST', `/organization_roles/${role}/permissions/${permission}`);
    },
    refused: 'organization_role_permission_association_exists',
  },
  'role sets': contest('/role_sets', (index) => ({
    name: `Set ${index}`,
    key: 'role_set:crew',
    roles: ['org:admin', 'org:member'],
    default_role_key: 'org:member',
    creator_role_key: 'org:admin',
  })),
  'JWT templates': contest('/jwt_templates', () => ({ name: 'zaphod', claims: {} })),
  'redirect addresses': contest('/redirect_urls', () => ({ url: redirectUrl })),
  'satellite domains': contest('/domains', (index) => ({
    name: inOtherCase('zaphod.example', index),
    is_satellite: true,
  })),
  'SAML connections': contest('/saml_connections', (index) => ({
    name: `SAML ${index}`,
    provider: 'saml_custom',
    domain: inOtherCase('zaphod.example', index),
  })),
  'enterprise connections with a common domain': contest('/enterprise_connections', (index) => ({
    name: `SAML ${index}`,
    provider: 'saml_custom',
    domains: [`own${index}.example`, 'zaphod.example'],
  })),
  'scopes of a machine': {
    async prepare() {
      const [from, to_machine_id] = await Promise.all([
        idOf('/machines', { name: 'From' }),
        idOf('/machines', { name: 'To' }),
      ]);
      return () => send('POST', `/machines/${from}/scopes`, { to_machine_id });
    },
    refused: 'machine_scope_already_exists',
  },
  'Svix apps': contest('/webhooks/svix', () => ({}), 'svix_app_exists'),
  'mappings of a group': {
    async prepare() {
      const role_id = await idOf('/organization_roles', { name: 'Pilot', key: 'org:pilot' });
      const connection = { name: 'SAML', provider: 'saml_custom', domains: ['zaphod.example'] };
      const enterprise_connection_id = await idOf('/enterprise_connections', connection);
      const directory = await idOf('/directories', { provider: 'okta', enterprise_connection_id });
      return () =>
        send('POST', `/directories/${directory}/group_role_mappings`, { directory_group_id: 'crew', role_id });
    },
    refused: 'form_identifier_exists',
  },
  'credits with one idempotency key': {
    prepare: () =>
      Promise.resolve(() =>
        send('POST', `/users/${emulator.users[0]?.id ?? ''}/billing/credits`, {
          amount: 5,
          action: 'increase',
          idempotency_key: 'once',
        }),
      ),
    refused: 'duplicate_record',
  },
  'sign-ups with one e-mail address': contestOfSignUps((index) => ({
    email_address: inOtherCase('zaphod@example.com', index),
  })),
  'sign-ups with one Gmail address, with other dots': contestOfSignUps((index) => ({
    email_address: withOtherDots(index),
  })),
};

describe('of 20 calls at once, one is served', () => {
  it.each(Object.entries(contests))('%s', async (name, { prepare, refused, list, text, times = 1 }) => {
    if (name.includes('sign-ups') && name.includes('Gmail')) await emulator.settings.update(ignoreDots);
    const call = await prepare();
    const answers = await Promise.all(indexes.map(call));
    const served = answers.filter(({ status }) => status < 300);
    const errors = answers.filter(({ status }) => status >= 300);
    const codes = errors.map(({ body }) => (body as { readonly errors?: readonly Json[] }).errors?.[0]?.['code']);
    expect([served.length, ...new Set(codes)]).toEqual([1, refused]);
    for (const { status, body } of errors) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).toMatchObject({
        errors: [{ message: expect.any(String) as string, long_message: expect.any(String) as string }],
        clerk_trace_id: expect.any(String) as string,
      });
    }
    if (list && text) expect(JSON.stringify(await done('GET', list)).match(text)).toHaveLength(times);
  });
});

describe('of 20 calls at once, each is served', () => {
  it('with the same entry of the waitlist', async () => {
    const email_address = 'zaphod@example.com';
    const entries = await Promise.all(indexes.map(() => idOf('/waitlist_entries', { email_address })));
    expect(new Set(entries).size).toBe(1);
  });

  it('with the same subscription', async () => {
    const id = await makeUser(0);
    const found = await Promise.all(indexes.map(() => done('GET', `/users/${id}/billing/subscription`)));
    expect(new Set(found.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(found[0]?.['subscription_items']).toHaveLength(1);
  });

  it('and none of the others is lost: metadata, roles, machines and templates', async () => {
    const role = await idOf('/organization_roles', { name: 'Pilot', key: 'org:pilot' });
    const machine = await idOf('/machines', { name: 'From' });
    const permissions = await Promise.all(
      indexes.map((index) =>
        idOf('/organization_permissions', { name: 'P', key: `org:flight:p${index}`, description: '' }),
      ),
    );
    const machines = await Promise.all(indexes.map(() => idOf('/machines', { name: 'To' })));
    await Promise.all(permissions.map((id) => done('POST', `/organization_roles/${role}/permissions/${id}`)));
    await Promise.all(machines.map((id) => done('POST', `/machines/${machine}/scopes`, { to_machine_id: id })));
    await Promise.all(indexes.map(() => done('POST', '/templates/email/invitation/toggle_delivery', {})));
    const [user, organization] = await Promise.all([makeUser(0), makeOrganization()]);
    for (const path of [`/users/${user}`, `/organizations/${organization}`]) {
      const merge = (index: number) =>
        done('PATCH', `${path}/metadata`, { public_metadata: { [`key${index}`]: index } });
      await Promise.all(indexes.map(merge));
      expect(Object.keys((await done('GET', path))['public_metadata'] as object)).toHaveLength(calls);
    }
    expect((await done('GET', `/organization_roles/${role}`))['permissions']).toHaveLength(calls);
    expect((await done('GET', `/machines/${machine}`))['scoped_machines']).toHaveLength(calls);
  });
});

it.each([
  ['email_address', ['twice@example.com', 'Twice@example.com']],
  ['phone_number', ['+12125550100', '+1 212 555 0100']],
])('refuses a new user with one %s in two spellings, and stores nothing', async (name, values) => {
  const before = await done('GET', '/users/count');
  const answer = await send('POST', '/users', { [name]: values, skip_password_requirement: true });
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'form_identifier_exists', meta: { param_name: name } }] },
  });
  expect(await done('GET', '/users/count')).toEqual(before);
});
