import { readFile } from 'node:fs/promises';
import { createClerkClient, type ClerkClient } from '@acme/backend';
import type { OrganizationJSON } from '@acme/backend/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { defaultSettings } from '../src/instance/default-settings.js';
import { BrowserClient } from './frontend/browser-client.js';
import { isJsonObject } from '../src/store/json-object.js';

let emulator: Emulator;
let clerk: ClerkClient;
let count = 0;

beforeAll(async () => {
  emulator = await createEmulator();
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
});
afterAll(() => emulator.close());

/** A new text at each call. */
const fresh = (text: string) => `${text}${(count += 1)}`;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error as { errors?: { code: string }[] }).errors?.[0]?.code ?? String(error),
  );
}

const metadata = async (name: string) => {
  const answer = await fetch(`${emulator.url}/.well-known/oauth-authorization-server`);
  const document = (await answer.json()) as Readonly<Record<string, unknown>>;
  return String(document[name]);
};

/** Settings that browsers do not get, each with another value and a call whose answer depends on it. */
const probes: Readonly<Record<string, readonly [value: unknown, answer: () => Promise<string>]>> = {
  'organizations.max_allowed_roles': [
    1,
    () => codeOf(clerk.organizationRoles.createOrganizationRole({ name: 'R', key: fresh('org:role') })),
  ],
  'organizations.max_role_sets_allowed': [
    0,
    () => {
      const roles = { roles: ['org:admin', 'org:member'], defaultRoleKey: 'org:member', creatorRoleKey: 'org:admin' };
      return codeOf(clerk.roleSets.createRoleSet({ name: fresh('Set '), ...roles }));
    },
  ],
  'organizations.max_allowed_domains': [
    0,
    async () => {
      const { id: organizationId } = await clerk.organizations.getOrganization({ slug: 'moon-landing' });
      const domain = { organizationId, name: fresh('moon') + '.com', enrollmentMode: 'manual_invitation' } as const;
      return codeOf(clerk.organizations.createOrganizationDomain(domain));
    },
  ],
  'organizations.initial_role_set_key': [
    'role_set:other',
    async () => {
      const body = JSON.stringify({ name: fresh('Organization ') });
      const headers = { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' };
      const answer = await fetch(`${emulator.url}/v1/organizations`, { method: 'POST', headers, body });
      return ((await answer.json()) as OrganizationJSON).role_set_key ?? 'none';
    },
  ],
  'restrictions.ignore_dots_for_gmail_addresses': [
    true,
    async () => {
      const name = fresh('dots');
      const create = (address: string) =>
        codeOf(clerk.users.createUser({ emailAddress: [address], skipPasswordRequirement: true }));
      return `${await create(`${name}@gmail.com`)} ${await create(`${name.split('').join('.')}@gmail.com`)}`;
    },
  ],
  'general.from_email_address': [
    'hello',
    async () => JSON.stringify(await clerk.templates.getTemplate('email', 'invitation')),
  ],
  'general.allowed_origins': [
    ['chrome-extension://abcdefghijklmnop'],
    async () => {
      const headers = { origin: 'chrome-extension://abcdefghijklmnop' };
      const answer = await fetch(`${emulator.url}/v1/client`, { headers });
      return String(answer.headers.get('access-control-allow-origin'));
    },
  ],
  'general.development_origin': ['http://localhost:3000', async () => JSON.stringify(await clerk.domains.list())],
  'communication.blocked_country_codes': [
    ['CA'],
    async () => {
      const create = (phoneNumber: string) =>
        codeOf(clerk.users.createUser({ phoneNumber: [phoneNumber], skipPasswordRequirement: true }));
      count += 1;
      return `${await create(`+1416555${1000 + count}`)} ${await create(`+1212555${1000 + count}`)}`;
    },
  ],
  'oauth_applications.default_scopes': [
    ['email'],
    async () => {
      const application = await clerk.oauthApplications.create({
        name: fresh('Reader '),
        redirectUris: ['http://localhost:3000/callback'],
        scopes: 'profile email',
        consentScreenEnabled: true,
      });
      const form = { identifier: 'ada@example.com', password: 'ada-demo-password', strategy: 'password' };
      const body = new URLSearchParams(form);
      const signedIn = await fetch(`${emulator.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
      const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const redirectUri = 'http://localhost:3000/callback';
      const wanted = {
        client_id: application.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        state: 'a-long-state',
      };
      const url = `${emulator.url}/oauth/authorize?${new URLSearchParams(wanted).toString()}`;
      const page = await (await fetch(url, { headers: { cookie } })).text();
      return (page.match(/<li>.*?<\/li>/gs) ?? []).join('');
    },
  ],
  'oauth_applications.dynamic_oauth_client_registration': [true, () => metadata('registration_endpoint')],
  'oauth_applications.client_id_metadata_documents_advertised': [
    false,
    () => metadata('client_id_metadata_document_supported'),
  ],
};

/** Settings that other tests show the effect of, by the file. */
const shownElsewhere: Readonly<Record<string, string>> = {
  'oauth_applications.oauth_jwt_access_tokens': 'frontend/oauth-provider.test.ts',
  'oauth_applications.client_id_metadata_documents_only_allow_pre_registered_clients':
    'frontend/oauth-provider.test.ts',
  'oauth_applications.client_id_metadata_documents_block_implicitly_allowed_clients': 'frontend/oauth-provider.test.ts',
};

/** Settings without an effect. The README names them. */
const withoutEffect: readonly string[] = [
  // The service ignores it too.
  'organizations.max_allowed_permissions',
  'protect.rules_enabled',
  'protect.specter_enabled',
  'protect.checks_bypassed',
];

function pathsOf(value: unknown, path: readonly string[] = []): readonly string[] {
  if (!isJsonObject(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name]));
}

const valueAt = (path: string) =>
  path.split('.').reduce<unknown>((value, name) => (isJsonObject(value) ? value[name] : undefined), defaultSettings);

const change = (path: string, value: unknown) =>
  emulator.settings.update(
    path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Readonly<object>,
  );

/** Another value that the setting accepts. */
function otherValue(path: string): unknown {
  const value = valueAt(path);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.length > 0 ? [] : ['email_code'];
  if (path === 'sign_up.mode') return 'restricted';
  return path === 'actions.create_organizations_limit' ? 3 : 'another';
}

async function environment(): Promise<string> {
  return (await fetch(`${emulator.url}/v1/environment`)).text();
}

describe('every setting has an effect', () => {
  it.each(pathsOf(defaultSettings))('%s', async (path) => {
    const elsewhere = shownElsewhere[path];
    if (elsewhere !== undefined) {
      const wireName = path.split('.').at(-1) ?? '';
      const name = wireName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const text = await readFile(new URL(elsewhere, import.meta.url), 'utf8');
      expect(text.includes(wireName) || text.includes(name)).toBe(true);
    } else if (withoutEffect.includes(path)) {
      const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
      expect(readme).toContain(`\`${path}\``);
    } else {
      const [value, answer] = probes[path] ?? [otherValue(path), environment];
      const before = await answer();
      await change(path, value);
      expect(await answer()).not.toBe(before);
      await change(path, valueAt(path));
    }
  });
});

describe('a country that the settings block', () => {
  const number = '+4915112345678';
  const refused = 'unsupported_country_code';

  it('is refused wherever a number is added, and gets no text messages', async () => {
    const user = await clerk.users.createUser({ phoneNumber: [number], skipPasswordRequirement: true });
    await clerk.instance.updateCommunication({ blockedCountryCodes: ['DE', 'ZZ'] });
    expect((await clerk.instance.getCommunication()).blockedCountryCodes).toEqual(['DE']);
    const other = '+4915112345679';
    const create = clerk.phoneNumbers.createPhoneNumber({ userId: user.id, phoneNumber: other });
    expect(await codeOf(create)).toBe(refused);
    expect(await codeOf(clerk.users.createUser({ phoneNumber: [other], skipPasswordRequirement: true }))).toBe(refused);
    const browser = new BrowserClient(emulator);
    const started = await browser.post('/v1/client/sign_ins', { identifier: number });
    const path = `/v1/client/sign_ins/${started.text('response.id')}/prepare_first_factor`;
    const prepared = await browser.post(path, { strategy: 'phone_code' });
    expect([prepared.status, prepared.at('errors.0')]).toMatchObject([
      403,
      { code: refused, long_message: expect.stringContaining('(Germany)') as string, meta: { alpha_2: 'DE' } },
    ]);
    expect((await browser.post('/v1/client/sign_ups', { phone_number: other })).code).toBe(refused);
    expect(emulator.inbox.list().filter(({ to }) => to.startsWith('+49'))).toEqual([]);
  });

  it.each([
    ['+77012345678', 'KZ'],
    ['+79012345678', 'RU'],
    ['+14165550100', 'CA'],
    ['+12125550100', 'US'],
    ['+447700900123', 'GB'],
    ['+447797123456', 'JE'],
  ])('of %s is %s', async (phoneNumber, country) => {
    await clerk.instance.updateCommunication({ blockedCountryCodes: [country] });
    const created = clerk.users.createUser({ phoneNumber: [phoneNumber], skipPasswordRequirement: true });
    expect(await codeOf(created)).toBe(refused);
  });
});
