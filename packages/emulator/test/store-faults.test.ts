import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client/sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoSeed } from '../src/controls/demo-seed.js';
import { createEmulator, type Emulator } from '../src/index.js';

const bin = fileURLToPath(new URL('../bin/acme-emulator.js', import.meta.url));
const dist = new URL('../dist/index.js', import.meta.url).href;
const secretKey = 'sk_test_acme_emulator_demo';
const demoUsers = demoSeed.users?.length ?? 0;

let folder: string;
let database: string;
const emulators: Emulator[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  database = join(folder, 'users.sqlite');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(emulators.splice(0).map((emulator) => emulator.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(file = database): Promise<Emulator> {
  const emulator = await createEmulator({ database: file });
  emulators.push(emulator);
  return emulator;
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

async function call(url: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${url}/v1${path}`, {
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: readonly { code: string }[] };
  return { status: response.status, code: errors?.[0]?.code, text };
}

const write = (url: string, name: string) => call(url, '/users', { email_address: [`${name}@example.com`] });
const count = async (url: string) => Number(/"total_count":(\d+)/.exec((await call(url, '/users/count')).text)?.[1]);

/** Starts an emulator in its own process. @returns its address, or its output when it ended */
async function startProcess(file = database): Promise<{ child: ChildProcess; url?: string; errors: string }> {
  const child = spawn(process.execPath, [bin, 'start', '--port', '0', '--database', file], { stdio: 'pipe' });
  children.push(child);
  let errors = '';
  let output = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const url = await new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
      const found = /CLERK_API_URL="?(http[^"\s]+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.on('close', () => resolve(undefined));
  });
  return { child, errors, ...(url === undefined ? {} : { url }) };
}

describe('a lock of another program', () => {
  it.each(['IMMEDIATE', 'EXCLUSIVE'])('that is brief (%s) is waited for, and leaves nothing broken', async (mode) => {
    const { url } = await start();
    const before = await count(url);
    const other = createClient({ url: pathToFileURL(database).href });
    for (const round of [1, 2, 3]) {
      const held = await other.transaction('write');
      if (mode === 'EXCLUSIVE') await held.execute('UPDATE "users" SET "locale" = "locale"');
      const waiting = [write(url, `a${round}`), write(url, `b${round}`)];
      await new Promise((resolve) => setTimeout(resolve, 200));
      await held.rollback();
      expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
      expect((await write(url, `c${round}`)).status).toBe(200);
    }
    other.close();
    expect(await count(url)).toBe(before + 9);
  });

  it('that stays is an error that says so, and calls work again when it ends', async () => {
    const { url } = await start();
    const other = createClient({ url: pathToFileURL(database).href });
    const held = await other.transaction('write');
    const answer = await write(url, 'late');
    expect([answer.status, answer.code]).toEqual([503, 'database_locked']);
    expect(answer.text).toContain('locked by another program');
    expect((await call(url, '/users/count')).status).toBe(200);
    await held.rollback();
    other.close();
    for (const name of ['one', 'two', 'late']) expect((await write(url, name)).status).toBe(200);
  });
});

describe('a second emulator on the same file', () => {
  it('is refused while the first runs, whatever the file is called, and starts after it was killed', async () => {
    const first = await startProcess();
    expect(first.url).toBeDefined();
    const link = join(folder, 'link.sqlite');
    await symlink(database, link);
    for (const name of [database, link]) {
      const second = await startProcess(name);
      expect(second.url).toBeUndefined();
      expect(second.child.exitCode).toBe(1);
      expect(second.errors).toContain('database_in_use');
      expect(second.errors).toContain('Stop it, name another file, or let both use a libSQL server');
    }
    expect((await write(first.url ?? '', 'still')).status).toBe(200);
    first.child.kill('SIGKILL');
    await once(first.child, 'close');
    const third = await startProcess();
    expect((await write(third.url ?? '', 'next')).status).toBe(200);
    expect(await count(third.url ?? '')).toBe(demoUsers + 2);
    third.child.kill('SIGTERM');
    await once(third.child, 'close');
    expect((await readdir(folder)).sort()).toEqual(['link.sqlite', 'users.sqlite']);
  });

  it('is one of many that start at once, of which one wins', async () => {
    const all = await Promise.all([1, 2, 3].map(() => startProcess()));
    expect(all.filter(({ url }) => url !== undefined)).toHaveLength(1);
    expect(all.filter(({ errors }) => errors.includes('database_in_use'))).toHaveLength(2);
  });

  it('is refused in the same process, and may start when the first was closed', async () => {
    const first = await start();
    await expect(createEmulator({ database })).rejects.toMatchObject({ code: 'database_in_use' });
    await first.close();
    const { url } = await start();
    expect((await write(url, 'again')).status).toBe(200);
  });
});

describe('a file that cannot be used', () => {
  it('is refused at the start, and the message names the fault', async () => {
    await writeFile(database, 'this is no database, whatever its name says'.repeat(100));
    const directory = join(folder, 'directory.sqlite');
    await mkdir(directory);
    for (const [file, text] of [
      [database, 'is damaged or is no SQLite database'],
      [join(folder, 'missing', 'users.sqlite'), `the folder ${join(folder, 'missing')} does not exist`],
      [directory, 'cannot be opened'],
    ] as const) {
      await expect(createEmulator({ database: file })).rejects.toMatchObject({
        name: 'EmulatorError',
        code: 'database_unusable',
        message: expect.stringContaining(text) as string,
      });
    }
  });

  it('was deleted or replaced: each call says so, and no write is lost', async () => {
    const { url } = await start();
    expect((await write(url, 'kept')).status).toBe(200);
    await rename(database, join(folder, 'moved.sqlite'));
    for (const answer of [await write(url, 'lost'), await call(url, '/users/count')]) {
      expect([answer.status, answer.code]).toEqual([503, 'database_unusable']);
      expect(answer.text).toContain('was deleted or replaced while the emulator runs');
    }
    await writeFile(database, '');
    expect((await write(url, 'lost')).code).toBe('database_unusable');
    await rm(database);
    await rename(join(folder, 'moved.sqlite'), database);
    expect((await write(url, 'back')).status).toBe(200);
  });

  it('was damaged while the emulator runs: the answer says so', async () => {
    const { url } = await start();
    for (let index = 0; index < 20; index += 1) await write(url, `user${index}`);
    // Without write-ahead log and cache, the pages come from the file.
    const other = createClient({ url: pathToFileURL(database).href });
    await other.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    other.close();
    await truncate(database, 8192);
    const answers = [await call(url, '/users?limit=100'), await write(url, 'more')];
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [503, 'database_unusable'],
      [503, 'database_unusable'],
    ]);
    expect(answers[0]?.text).toContain('is damaged');
  });

  it('may not grow: the call says so, and reading still works', () => {
    const script = `
      const { createEmulator } = await import(${JSON.stringify(dist)});
      const emulator = await createEmulator({ database: ${JSON.stringify(database)} });
      const headers = { authorization: 'Bearer ${secretKey}', 'content-type': 'application/json' };
      const put = (size) => fetch(emulator.url + '/v1/users', { method: 'POST', headers, body: JSON.stringify({ email_address: [size + '@example.com'], public_metadata: { text: 'x'.repeat(size) } }) });
      let answer;
      for (let size = 200000; size < 200040; size += 1) { answer = await put(size); if (answer.status !== 200) break; }
      const { errors } = await answer.json();
      const read = await fetch(emulator.url + '/v1/users/count', { headers });
      const small = await fetch(emulator.url + '/v1/users/count', { headers });
      console.log(JSON.stringify([answer.status, errors[0].code, errors[0].long_message, read.status, small.status]));
      process.exit(0);`;
    const output = execFileSync('bash', [
      '-c',
      'ulimit -f 4096; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      script,
    ]);
    expect(JSON.parse(output.toString())).toEqual([
      503,
      'database_unusable',
      expect.stringContaining('the disk is full'),
      200,
      200,
    ]);
  });

  it('is read-only: the start is refused and says so', async () => {
    await (await start()).close();
    // Root may write everything, so the child becomes nobody.
    const script = `
      import { chmodSync } from 'node:fs';
      const { createEmulator } = await import(${JSON.stringify(dist)});
      chmodSync(${JSON.stringify(database)}, 0o444);
      chmodSync(${JSON.stringify(folder)}, 0o777);
      if (process.getuid() === 0) process.setuid(65534);
      await createEmulator({ database: ${JSON.stringify(database)} }).then(() => console.log('started'), (error) => console.log(error.code, error.message));
      process.exit(0);`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString();
    expect(output).toMatch(/^database_unusable .*is read-only/);
  });
});

it('a file and an export of the last format are migrated', async () => {
  const first = await start();
  await write(first.url, 'old');
  const { tables } = await first.export();
  await first.close();
  const file = createClient({ url: pathToFileURL(database).href });
  const later = [
    '"users" DROP COLUMN "timezone"',
    '"clients" DROP COLUMN "askedFrom"',
    '"clients" DROP COLUMN "askedFromUntil"',
    '"sessions" DROP COLUMN "firstFactorVerifiedAt"',
    '"sessions" DROP COLUMN "secondFactorVerifiedAt"',
    '"sessions" DROP COLUMN "ipAddress"',
    '"sessions" DROP COLUMN "userAgent"',
  ];
  const steps = later.map((step) => `ALTER TABLE ${step}`);
  await file.batch([...steps, 'UPDATE "emulator_format" SET "version" = 2'], 'write');
  file.close();
  const emulator = await start();
  expect(await count(emulator.url)).toBe(demoUsers + 1);
  const users = tables['users']?.map(({ timezone: _, ...user }) => user) ?? [];
  await emulator.import({ format: 2, tables: { ...tables, users } });
  expect((await call(emulator.url, '/users')).text).toContain('"timezone":null');
  await expect(emulator.import({ format: 1, tables })).rejects.toMatchObject({ code: 'database_unusable' });
});
