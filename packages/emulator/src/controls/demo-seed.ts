import type { Seed } from './seed.js';

/** The default seed: three people without an organization, and two who work together in two organizations. */
export const demoSeed: Seed = {
  permissions: [{ key: 'org:posts:publish', name: 'Publish posts' }],
  roles: [
    {
      key: 'org:editor',
      name: 'Editor',
      description: 'May see the members, and publish posts.',
      permissions: ['org:sys_memberships:read', 'org:posts:publish'],
    },
  ],
  users: [
    {
      email_address: 'ada@example.com',
      password: 'ada-demo-password',
      username: 'ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      public_metadata: { role: 'admin' },
    },
    {
      email_address: 'grace@example.com',
      password: 'grace-demo-password',
      username: 'grace',
      first_name: 'Grace',
      last_name: 'Hopper',
    },
    {
      email_address: 'alan@example.com',
      password: 'alan-demo-password',
      username: 'alan',
      first_name: 'Alan',
      last_name: 'Turing',
    },
    {
      email_address: 'katherine@example.com',
      phone_numbers: ['+15555550199'],
      password: 'katherine-demo-password',
      username: 'katherine',
      first_name: 'Katherine',
      last_name: 'Johnson',
      plan: 'pro_user',
    },
    {
      email_address: 'margaret@example.com',
      password: 'margaret-demo-password',
      username: 'margaret',
      first_name: 'Margaret',
      last_name: 'Hamilton',
    },
  ],
  organizations: [
    {
      name: 'Moon Landing',
      slug: 'moon-landing',
      plan: 'pro_org',
      members: [
        { user: 'margaret', role: 'org:admin' },
        { user: 'katherine', role: 'org:editor' },
      ],
    },
    {
      name: 'Trajectory Lab',
      slug: 'trajectory-lab',
      members: [
        { user: 'katherine', role: 'org:admin' },
        { user: 'margaret', role: 'org:member' },
      ],
    },
  ],
  api_keys: [{ name: 'Demo key', subject: 'katherine', scopes: ['read'] }],
};
