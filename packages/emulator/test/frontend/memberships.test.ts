import { afterEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { BrowserClient } from './browser-client.js';

let emulator: Emulator;
afterEach(() => emulator.close());

it('a browser sees the memberships of its user with the permissions of the role, and no private metadata', async () => {
  emulator = await createEmulator({
    log: () => undefined,
    seed: {
      users: [{ email_address: 'ada@example.com', password: 'ada-demo-password' }],
      organizations: [
        {
          name: 'Acme',
          slug: 'acme',
          private_metadata: { plan: 'secret' },
          members: [{ user: 'ada@example.com', role: 'org:admin' }],
        },
      ],
    },
  });
  const browser = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
  const client = await browser.get('/v1/client');
  expect(client.at('response.sessions.0.user.organization_memberships')).toMatchObject([
    {
      object: 'organization_membership',
      role: 'org:admin',
      role_name: 'Admin',
      permissions: expect.arrayContaining([
        'org:sys_profile:manage',
        'org:sys_profile:delete',
        'org:sys_memberships:read',
        'org:sys_memberships:manage',
        'org:sys_domains:read',
        'org:sys_domains:manage',
        'org:sys_billing:read',
        'org:sys_billing:manage',
        'org:sys_api_keys:read',
        'org:sys_api_keys:manage',
      ]) as unknown,
      organization: { name: 'Acme', slug: 'acme', members_count: 1, pending_invitations_count: 0 },
    },
  ]);
  expect(JSON.stringify(client.body)).not.toContain('secret');
});
