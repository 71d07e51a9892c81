import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClerkClient } from '@acme/backend';
import { createClient } from '@libsql/client/sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions, type StoreDump } from '../src/index.js';

const running: Emulator[] = [];
let folder: string;
let database: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  database = join(folder, 'emulator.sqlite');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  running.push(emulator);
  return emulator;
}

let created = 0;

/** Creates a user with a session: rows in several tables. @returns the ids */
async function addUser(emulator: Emulator): Promise<string> {
  const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url, retry: { maxRetries: 0 } });
  created += 1;
  const user = await clerk.users.createUser({
    emailAddress: [`new${created}@example.com`],
    skipPasswordRequirement: true,
  });
  const { sessionId } = await emulator.signIn(user.id);
  await clerk.organizations.createOrganization({ name: 'New', slug: `new-${created}`, createdBy: user.id });
  return `${user.id} ${sessionId}`;
}

describe('ids that follow one another', () => {
  const deterministic = { deterministicIds: true };

  it('continue after those of an import', async () => {
    const first = await start(deterministic);
    for (let count = 0; count < 5; count += 1) await addUser(first);
    const dump = JSON.parse(JSON.stringify(await first.export())) as StoreDump;
    const second = await start(deterministic);
    await second.import(dump);
    expect(await second.export()).toEqual(dump);
    const before = created;
    const ids = await addUser(second);
    created = before;
    expect(await addUser(first)).toBe(ids);
    await second.import(dump);
    created = before;
    expect(await addUser(second)).toBe(ids);
    await second.reset();
    await addUser(second);
  });

  it('continue after those of an import that went through an emulator with random ids', async () => {
    const first = await start(deterministic);
    for (let count = 0; count < 3; count += 1) await addUser(first);
    const second = await start();
    await second.import(await first.export());
    await addUser(second);
    const third = await start(deterministic);
    await third.import(await second.export());
    await addUser(third);
  });

  it('are others after the import of an export without a position', async () => {
    const first = await start(deterministic);
    for (let count = 0; count < 3; count += 1) await addUser(first);
    const { format, tables } = await first.export();
    const second = await start(deterministic);
    await second.import({ format, tables });
    for (let count = 0; count < 3; count += 1) await addUser(second);
  });

  it('are others at each start on a file, also after an import', async () => {
    const first = await start({ ...deterministic, database });
    const ids = [await addUser(first), await addUser(first)];
    await first.close();
    const second = await start({ ...deterministic, database });
    ids.push(await addUser(second), await addUser(second));
    const dump = await second.export();
    expect(dump.ids?.run).toBe(2);
    await second.close();
    const other = join(folder, 'other.sqlite');
    const third = await start({ ...deterministic, database: other });
    await third.import(dump);
    ids.push(await addUser(third));
    await third.close();
    const fourth = await start({ ...deterministic, database: other });
    ids.push(await addUser(fourth), await addUser(fourth));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an import with an error', () => {
  type Row = Readonly<Record<string, unknown>>;
  const changed = (table: string, change: (rows: readonly Row[]) => readonly unknown[]) => (dump: StoreDump) => ({
    ...dump,
    tables: { ...dump.tables, [table]: change(dump.tables[table] ?? []) },
  });
  const withField = (table: string, field: string, value: unknown) =>
    changed(table, ([first, ...others]) => [{ ...first, [field]: value }, ...others]);

  it.each<readonly [string, (dump: StoreDump) => unknown]>([
    ['users[0].id must be given', changed('users', ([first, ...others]) => [{ ...first, id: undefined }, ...others])],
    ['users[0].id must be given', withField('users', 'id', null)],
    ['users[0].createdAt must be a number', withField('users', 'createdAt', 'yesterday')],
    ['users[0].banned must be 0 or 1', withField('users', 'banned', true)],
    ['users[0].publicMetadata must be the JSON text of an object', withField('users', 'publicMetadata', '{')],
    ['users[0].publicMetadata must be the JSON text of an object', withField('users', 'publicMetadata', '[]')],
    ['users[0].publicMetadata must be the JSON text of an object', withField('users', 'publicMetadata', {})],
    ['users[0].firstName must be a text', withField('users', 'firstName', 1)],
    ['users[0] has the unknown field fristName', withField('users', 'fristName', 'Ada')],
    ['users[1].username must be unique', changed('users', (rows) => rows.map((row) => ({ ...row, username: 'ada' })))],
    ['email_addresses[5].id must be unique', changed('email_addresses', (rows) => [...rows, ...rows.slice(0, 1)])],
    ['documents[0].data must be the JSON text of an object', withField('documents', 'data', 'null')],
    ['sessions[0].status must be one of active, ', withField('sessions', 'status', 'asleep')],
    [
      'handshakes[0].directives must be the JSON text of a list',
      () => ({ handshakes: [{ nonce: 'n', directives: '{}', expiresAt: 1 }] }),
    ],
    ['the table user is not known', () => ({ user: [] })],
    ['ids must be an object', (dump) => ({ ...dump, ids: { run: -1, count: 0 } })],
    ['ids must be an object', (dump) => ({ ...dump, ids: 5 })],
  ])('is refused by its place, and nothing changes: %s', async (message, change) => {
    const emulator = await start({ database });
    await emulator.signIn('ada@example.com');
    const before = await emulator.export();
    const made = change(before) as object;
    // A file may hold anything.
    const wrong = ('format' in made ? made : { ...before, tables: { ...before.tables, ...made } }) as StoreDump;
    await expect(emulator.import(wrong)).rejects.toMatchObject({
      code: 'import_invalid',
      message: expect.stringContaining(message) as string,
    });
    expect(await emulator.export()).toEqual(before);
    await addUser(emulator);
  });

  it('takes effect whole or not at all, also while others import and reset', async () => {
    const emulator = await start({ deterministicIds: true });
    const seeded = await emulator.export();
    await addUser(emulator);
    const dump = await emulator.export();
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => {
        if (index % 3 === 0) return emulator.reset();
        return index % 3 === 1 ? emulator.import(dump) : emulator.import({ ...dump, format: 0 });
      }),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await emulator.export()).toEqual(dump);
    await emulator.reset();
    expect(await emulator.export()).toEqual(seeded);
  });
});

it('a database and an export that lack a permission and a plan of today get them', async () => {
  const first = await start({ database });
  const { format, tables } = await first.export();
  const isNew = (row: Readonly<Record<string, unknown>>) =>
    /"org:sys_api_keys:|"slug":"pro_org"/.test(String(row['data']));
  const removed = (tables['documents'] ?? []).filter(isNew).map(({ id }) => String(id));
  expect(removed).toHaveLength(3);
  const documents = (tables['documents'] ?? [])
    .filter((row) => !isNew(row))
    .map((row) => {
      const data = JSON.parse(String(row['data'])) as { permissionIds?: readonly string[] };
      const permissionIds = data.permissionIds?.filter((id) => !removed.includes(id));
      return { ...row, data: JSON.stringify({ ...data, ...(permissionIds && { permissionIds }) }) };
    });
  const old = { format, tables: { ...tables, documents } };
  await first.close();
  const file = createClient({ url: pathToFileURL(database).href });
  await file.batch(
    [
      'DELETE FROM documents',
      ...documents.map((row) => ({
        sql: `INSERT INTO documents (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
        args: Object.values(row),
      })),
    ],
    'write',
  );
  file.close();
  const reopened = await start({ database });
  const imported = await start();
  await imported.import(old);
  for (const emulator of [reopened, imported]) {
    const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const { data: roles } = await clerk.organizationRoles.getOrganizationRoleList();
    const keysOf = (key: string) =>
      roles
        .find((role) => role.key === key)
        ?.permissions.map((permission) => permission.key)
        .sort();
    expect(keysOf('org:admin')).toHaveLength(10);
    expect(keysOf('org:admin')).toContain('org:sys_api_keys:manage');
    expect(keysOf('org:member')).toEqual(['org:sys_billing:read', 'org:sys_memberships:read']);
    expect(keysOf('org:editor')).toEqual(['org:posts:publish', 'org:sys_memberships:read']);
    const { data: plans } = await clerk.billing.getPlanList();
    expect(plans.map(({ slug }) => slug).sort()).toEqual(['free_org', 'free_user', 'pro_org', 'pro_user']);
    // A second start changes nothing more.
    const after = await emulator.export();
    await emulator.import(after);
    expect(await emulator.export()).toEqual(after);
  }
});
