import { createClerkClient } from '@acme/backend';
import { afterEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { startLibsqlServer, type LibsqlServer } from './start-libsql-server.js';

let server: LibsqlServer | undefined;
const running: Emulator[] = [];

afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
  await server?.close();
});

it('keeps its data on a libSQL server, where another emulator finds it', async () => {
  server = await startLibsqlServer();
  const { url } = server;
  const open = async () => {
    const emulator = await createEmulator({ database: `${url}?authToken=s3cret` });
    running.push(emulator);
    return { emulator, clerk: createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url }) };
  };
  const first = await open();
  const user = await first.clerk.users.createUser({ emailAddress: ['shared@example.com'], firstName: 'Shared' });
  await first.clerk.organizations.createOrganization({ name: 'Acme', slug: 'acme', createdBy: user.id });
  const second = await open();
  expect((await second.clerk.users.getUserList({ query: 'shared@' })).data.map(({ id }) => id)).toEqual([user.id]);
  expect(
    (await second.clerk.organizations.getOrganization({ slug: 'acme', includeMembersCount: true })).membersCount,
  ).toBe(1);
  await expect(createEmulator({ database: `${url}?authToken=wrong` })).rejects.toMatchObject({
    code: 'database_unusable',
    message: expect.not.stringContaining('wrong') as string,
  });
});
