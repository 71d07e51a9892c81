import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClerkClient, type ClerkClient } from '@acme/backend';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';
import { BrowserClient } from './frontend/browser-client.js';

const emulators: Emulator[] = [];

afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.close();
});

async function start(options: EmulatorOptions = {}): Promise<{
  readonly emulator: Emulator;
  readonly clerk: ClerkClient;
  readonly environment: () => Promise<unknown>;
}> {
  const emulator = await createEmulator(options);
  emulators.push(emulator);
  const browser = new BrowserClient(emulator);
  return {
    emulator,
    clerk: createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url }),
    environment: async () => (await browser.get('/v1/environment')).body,
  };
}

describe('settings of a seed', () => {
  it('decide what browsers draw', async () => {
    const { environment } = await start({
      seed: {
        settings: {
          attributes: { phone_number: { enabled: false }, email_address: { verifications: ['email_link'] } },
          social: { oauth_google: { enabled: false }, oauth_custom_acme: {} },
          sign_up: { mode: 'restricted', legal_consent_enabled: true },
          sign_in: { second_factor: { required: true } },
          password_settings: { min_length: 12, require_numbers: true },
          session: { single_session_mode: true },
          organizations: { enabled: false, max_allowed_memberships: 7 },
          api_keys: { enabled: false },
          billing: { organization: false },
          general: { application_name: 'Shop', support_email: 'help@example.com' },
        },
      },
    });
    expect(await environment()).toMatchObject({
      auth_config: { single_session_mode: true },
      display_config: { application_name: 'Shop', support_email: 'help@example.com' },
      user_settings: {
        attributes: {
          phone_number: { enabled: false, first_factors: ['phone_code'] },
          email_address: { enabled: true, verifications: ['email_link'] },
        },
        social: {
          oauth_google: { enabled: false },
          oauth_github: { enabled: true, name: 'GitHub', strategy: 'oauth_github' },
          oauth_custom_acme: { enabled: true, authenticatable: true, name: 'Acme' },
        },
        sign_up: { mode: 'restricted', legal_consent_enabled: true, progressive: true },
        sign_in: { second_factor: { required: true } },
        password_settings: { min_length: 12, max_length: 72, require_numbers: true },
      },
      organization_settings: { enabled: false, max_allowed_memberships: 7 },
      api_keys_settings: { enabled: false },
      commerce_settings: { billing: { enabled: true, user: { enabled: true }, organization: { enabled: false } } },
    });
  });

  it.each([
    [{ colours: {} }, 'seed_unknown_key', 'settings.colours'],
    [{ sign_up: { mod: 'public' } }, 'seed_unknown_key', 'settings.sign_up.mod'],
    [{ social: { google: {} } }, 'seed_unknown_key', 'settings.social.google'],
    [{ attributes: { toString: {} } }, 'seed_unknown_key', 'settings.attributes.toString'],
    [[], 'seed_invalid', 'settings must be an object'],
    [{ sign_up: { mode: 'open' } }, 'seed_invalid', 'settings.sign_up.mode'],
    [{ sign_up: true }, 'seed_invalid', 'settings.sign_up must be an object'],
    [{ organizations: { enabled: 'yes' } }, 'seed_invalid', 'settings.organizations.enabled'],
    [
      { organizations: { max_allowed_memberships: -1 } },
      'seed_invalid',
      'settings.organizations.max_allowed_memberships',
    ],
    [
      { attributes: { password: { first_factors: ['magic'] } } },
      'seed_invalid',
      'settings.attributes.password.first_factors',
    ],
    [{ password_settings: { min_length: 80 } }, 'seed_invalid', 'settings.password_settings.min_length'],
    [
      { actions: { create_organizations_limit: 'many' } },
      'seed_invalid',
      'settings.actions.create_organizations_limit',
    ],
  ])('%j is refused with its path', async (settings, code, path) => {
    await expect(createEmulator({ seed: { settings } as never })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(path) as string,
    });
  });

  it('may be YAML, and stay in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'settings-'));
    try {
      const seed = join(folder, 'seed.yaml');
      await writeFile(seed, 'settings:\n  sign_up: { mode: waitlist }\nusers:\n  - { email_address: a@example.com }\n');
      const database = join(folder, 'data.sqlite');
      const { emulator } = await start({ seed, database });
      expect((await emulator.settings.get()).sign_up.mode).toBe('waitlist');
      await emulator.settings.update({ session: { reverification: true } });
      await emulator.close();
      const again = await start({ database });
      expect(await again.emulator.settings.get()).toMatchObject({
        sign_up: { mode: 'waitlist' },
        session: { reverification: true, single_session_mode: false },
      });
      await writeFile(seed, 'settings: { sign_up: { mode: 3 } }\n');
      await expect(createEmulator({ seed })).rejects.toMatchObject({ code: 'seed_invalid' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('settings of a running emulator', () => {
  it('are changed, restored by a reset, and part of exports', async () => {
    const { emulator } = await start({ seed: { settings: { sign_up: { progressive: false } }, users: [] } });
    const before = await emulator.settings.get();
    expect(before.sign_up).toEqual({ mode: 'public', progressive: false, legal_consent_enabled: false });
    const changed = await emulator.settings.update({
      sign_up: { mode: 'restricted' },
      attributes: { username: { required: true } },
    });
    expect(changed).toEqual(await emulator.settings.get());
    expect(changed.sign_up).toEqual({ mode: 'restricted', progressive: false, legal_consent_enabled: false });
    expect(changed.attributes.username).toMatchObject({ enabled: true, required: true });
    const dump = await emulator.export();
    await emulator.reset();
    expect(await emulator.settings.get()).toEqual(before);
    await emulator.import(dump);
    expect(await emulator.settings.get()).toEqual(changed);
  });

  it('loses none of several changes at once', async () => {
    const { emulator } = await start();
    await Promise.all([
      emulator.settings.update({ organizations: { max_allowed_memberships: 9 } }),
      emulator.settings.update({ organizations: { slug_disabled: true } }),
      emulator.settings.update({ organizations: { domains_enabled: false } }),
    ]);
    expect((await emulator.settings.get()).organizations).toMatchObject({
      max_allowed_memberships: 9,
      slug_disabled: true,
      domains_enabled: false,
    });
  });

  it('refuses what a seed refuses', async () => {
    const { emulator } = await start();
    const before = await emulator.settings.get();
    await expect(emulator.settings.update({ sign_up: { mode: 'open' as never } })).rejects.toMatchObject({
      code: 'option_invalid',
      message: expect.stringContaining('settings.sign_up.mode') as string,
    });
    await expect(emulator.settings.update({ sign_in: { colour: 'red' } } as never)).rejects.toMatchObject({
      code: 'option_invalid',
    });
    expect(await emulator.settings.get()).toEqual(before);
  });

  it('are those that the Backend API changes', async () => {
    const { clerk, emulator, environment } = await start();
    await clerk.instance.updateOrganizationSettings({ enabled: false, maxAllowedMemberships: 3 });
    await clerk.instance.updateRestrictions({ allowlist: true, blockEmailSubaddresses: true });
    await clerk.instance.update({ testMode: false, supportEmail: 'help@example.com', hibp: true });
    await clerk.betaFeatures.updateInstanceSettings({ progressiveSignUp: false });
    await clerk.betaFeatures.changeDomain({ homeUrl: 'https://example.com' });
    expect(await emulator.settings.get()).toMatchObject({
      organizations: { enabled: false, max_allowed_memberships: 3 },
      restrictions: { allowlist: true, block_email_subaddresses: true, blocklist: false },
      general: { test_mode: false, support_email: 'help@example.com', hibp: true, home_url: 'https://example.com' },
      sign_up: { progressive: false },
    });
    expect(await environment()).toMatchObject({
      auth_config: { test_mode: false },
      display_config: { support_email: 'help@example.com', home_url: 'https://example.com' },
      organization_settings: { enabled: false, max_allowed_memberships: 3 },
      user_settings: { sign_up: { progressive: false }, password_settings: { disable_hibp: false } },
    });
    await emulator.settings.update({ restrictions: { allowlist: false } });
    const settings = await clerk.betaFeatures.updateInstanceSettings({});
    expect(settings.restrictedToAllowlist).toBe(false);
  });
});

describe('roles that settings name', () => {
  const seed = {
    users: [{ email_address: 'ada@example.com', password: 'ada-demo-password' }],
    organizations: [{ name: 'Acme', slug: 'acme', members: [{ user: 'ada@example.com', role: 'org:admin' }] }],
  };
  const roleWith = async (clerk: ClerkClient, key: string) => {
    const { data } = await clerk.organizationRoles.getOrganizationRoleList();
    return data.find((role) => role.key === key)?.id ?? '';
  };

  it('keep their places under a new key', async () => {
    const { clerk, emulator } = await start({ seed });
    const { id: organizationId } = await clerk.organizations.getOrganization({ slug: 'acme' });
    const roles = { roles: ['org:admin', 'org:member'], defaultRoleKey: 'org:member', creatorRoleKey: 'org:admin' };
    const set = await clerk.roleSets.createRoleSet({ name: 'Own', ...roles });
    const invited = { organizationId, emailAddress: 'grace@example.com', role: 'org:member' };
    await clerk.organizations.createOrganizationInvitation(invited);
    const rename = async (from: string, key: string) =>
      clerk.organizationRoles.updateOrganizationRole({ organizationRoleId: await roleWith(clerk, from), key });
    await rename('org:member', 'org:person');
    await rename('org:admin', 'org:owner');
    expect((await emulator.settings.get()).organizations).toMatchObject({
      creator_role: 'org:owner',
      domains_default_role: 'org:person',
    });
    const shown = await clerk.roleSets.getRoleSet(set.id);
    expect([shown.defaultRole?.key, shown.creatorRole?.key]).toEqual(['org:person', 'org:owner']);
    expect(shown.roles.map(({ key }) => key).sort()).toEqual(['org:owner', 'org:person']);
    const invitations = await clerk.organizations.getOrganizationInvitationList({ organizationId });
    expect(invitations.data.map(({ role }) => role)).toEqual(['org:person']);
    const createdBy = emulator.users[0]?.id ?? '';
    const created = await clerk.organizations.createOrganization({ name: 'New', createdBy });
    const members = await clerk.organizations.getOrganizationMembershipList({ organizationId: created.id });
    expect(members.data.map(({ role }) => role)).toEqual(['org:owner']);
  });

  it('are not deleted', async () => {
    const { clerk } = await start({ seed });
    await expect(
      clerk.organizationRoles.deleteOrganizationRole(await roleWith(clerk, 'org:member')),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('fail no sign-in if one is missing', async () => {
    const lines: string[] = [];
    const { clerk, emulator } = await start({ seed, log: (line) => lines.push(line) });
    const { id: organizationId } = await clerk.organizations.getOrganization({ slug: 'acme' });
    await clerk.users.createUser({ emailAddress: ['alan@acme.test'], password: 'alan-demo-password' });
    await emulator.settings.update({ organizations: { domains_default_role: 'org:missing' } });
    const domain = {
      organizationId,
      name: 'acme.test',
      enrollmentMode: 'automatic_invitation',
      verified: true,
    } as const;
    await clerk.organizations.createOrganizationDomain(domain).catch(() => undefined);
    await new BrowserClient(emulator).signIn('alan@acme.test', 'alan-demo-password');
    expect(lines.join('\n')).toContain('No role was found with key org:missing');
  });

  it('change their name if their key has another form, as that of a seed may', async () => {
    const seeded = { ...seed, roles: [{ name: 'Guest', key: 'org:guest-user' }] };
    const { clerk } = await start({ seed: seeded });
    const organizationRoleId = await roleWith(clerk, 'org:guest-user');
    const update = (change: object) =>
      clerk.organizationRoles.updateOrganizationRole({ organizationRoleId, ...change });
    expect((await update({ name: 'Visitor' })).name).toBe('Visitor');
    expect((await update({ key: 'org:guest-user', name: 'Guest' })).name).toBe('Guest');
    await expect(update({ key: 'org:other-form' })).rejects.toMatchObject({ status: 422 });
  });
});

describe('allowed origins', () => {
  it('are stored as browsers send them', async () => {
    const { clerk, emulator } = await start();
    await clerk.instance.update({ allowedOrigins: ['https://App.test:443/', 'chrome-extension://abcdef'] });
    expect((await emulator.settings.get()).general.allowed_origins).toEqual([
      'https://app.test',
      'chrome-extension://abcdef',
    ]);
  });

  it.each(['https://app.test/path', 'https://user@app.test', 'mailto:ada@example.com', 'https://app.test?a=b'])(
    'are refused in the form %s',
    async (origin) => {
      const { clerk, emulator } = await start();
      await expect(clerk.instance.update({ allowedOrigins: [origin] })).rejects.toMatchObject({ status: 422 });
      await expect(emulator.settings.update({ general: { allowed_origins: [origin] } })).rejects.toMatchObject({
        code: 'option_invalid',
        message: expect.stringContaining('allowed_origins') as string,
      });
      await expect(createEmulator({ allowedOrigins: [origin] })).rejects.toMatchObject({ code: 'option_invalid' });
    },
  );

  it('may be those of an extension in the options, too', async () => {
    const { emulator } = await start({ allowedOrigins: ['chrome-extension://abcdef'] });
    const answer = await fetch(`${emulator.url}/v1/client`, { headers: { origin: 'chrome-extension://abcdef' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('chrome-extension://abcdef');
  });
});
