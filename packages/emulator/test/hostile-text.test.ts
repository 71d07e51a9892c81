import { describe, expect } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { readRecordedRequest } from '../src/diagnose/recorded-request.js';
import { createSigner } from '../src/instance/signer.js';

const it = emulatorTest({ log: () => undefined });

let emulator: Emulator;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
});

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('bodies nested deeply', () => {
  it.each([
    ['lists', lists(20_000)],
    ['objects', objects(20_000)],
    ['objects after braces in a string', `{"x":"${'}'.repeat(20_000)}","y":${objects(20_000)}}`],
  ])('%s: 400 from the Backend API and from the Frontend API', async (_name, nested) => {
    const { userId } = await emulator.signIn('ada@example.com');
    const headers = { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' };
    const body = `{"public_metadata":{"deep":${nested}}}`;
    for (const [method, url] of [
      ['PATCH', `${emulator.url}/v1/users/${userId}/metadata`],
      ['PATCH', `${emulator.url}/v1/users/${userId}`],
      ['POST', `${emulator.url}/v1/client/sign_ins`],
    ] as const) {
      const response = await fetch(url, { method, headers, body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ code: 'request_body_invalid' }] });
    }
  });

  it('a recorded request: the error of one that cannot be read', () => {
    const text = `{"url":"http://localhost/","headers":{"a":${lists(20_000)}}}`;
    expect(() => readRecordedRequest(text)).toThrow(expect.objectContaining({ code: 'option_invalid' }) as Error);
  });
});

describe('a NUL character in a search', () => {
  const searches = [
    ...['query', 'email_address_query', 'phone_number_query', 'username_query', 'name_query'].map(
      (name) => ['/v1/users', name] as const,
    ),
    ...['email_address', 'phone_number', 'username', 'external_id', 'user_id', 'organization_id', 'web3_wallet'].map(
      (name) => ['/v1/users', name] as const,
    ),
    ...['organizations', 'invitations', 'waitlist_entries', 'machines', 'oauth_applications', 'saml_connections'].map(
      (name) => [`/v1/${name}`, 'query'] as const,
    ),
    ...['organization_roles', 'organization_permissions', 'role_sets'].map((name) => [`/v1/${name}`, 'query'] as const),
    ['/v1/organization_memberships', 'query'],
    ['/v1/api_keys?subject=SUBJECT', 'query'],
    ['/v1/organizations/ORGANIZATION/memberships', 'query'],
    ['/v1/organizations/ORGANIZATION/memberships', 'email_address_query'],
    ['/v1/organizations/ORGANIZATION/invitations', 'query'],
  ] as const;

  it.for(searches)('%s by %s finds nothing, or is refused', async ([path, name]) => {
    const { controls } = emulator;
    const { id } = await controls.organizations.get({ organizationId: 'moon-landing' });
    await controls.organizations.invite({ organizationId: id, emailAddress: 'new@example.com' });
    await controls.machines.create({ name: 'worker' });
    const subject = (await controls.apiKeys.list()).data[0]?.subject ?? '';
    const address = new URL(path.replace('SUBJECT', subject).replace('ORGANIZATION', id), emulator.url);
    for (const text of ['\0', 'a\0', '\0a']) {
      address.searchParams.set(name, text);
      const response = await fetch(address, { headers: { authorization: `Bearer ${emulator.secretKey}` } });
      const body = (await response.json()) as readonly unknown[] | { readonly data?: readonly unknown[] };
      const found = Array.isArray(body) ? body : (body as { readonly data?: readonly unknown[] }).data;
      expect([text, response.status < 500, found ?? []]).toEqual([text, true, []]);
      if (response.status === 200) expect(found).toEqual([]);
    }
  });
});

describe('text that is not base64', () => {
  it('no other spelling of a token is a token of the instance', async () => {
    const signer = createSigner();
    const token = await signer.sign({ sub: 'user_1' });
    expect(await signer.open(token)).toMatchObject({ sub: 'user_1' });
    for (const letter of [' ', '\n', '=', 'Ł']) {
      const end = token.lastIndexOf('.') + 5;
      expect(await signer.open(token.slice(0, end) + letter + token.slice(end))).toBeUndefined();
    }
    expect(await signer.open(`${token}\n`)).toBeUndefined();
  });

  it.each([' ', 'é', 'Ł', '-', '!'])('a publishable key with %j in it is refused', async (letter) => {
    const key = `pk_test_${btoa('example.accounts.dev$')}`;
    const options = { publishableKey: key.slice(0, 15) + letter + key.slice(15), log: () => undefined };
    await expect(createEmulator(options)).rejects.toMatchObject({ code: 'key_invalid' });
  });

  it.each(['', 'whsec_', 'whsec_=', 'whsec_AAAA AAAA', 'whsec_ŁAAA', 'whsec_!'])(
    'a webhook secret %j is refused',
    (secret) => {
      expect(() => emulator.webhooks.add({ url: 'http://localhost:1/', secret })).toThrow(
        expect.objectContaining({ code: 'option_invalid' }) as Error,
      );
    },
  );
});
