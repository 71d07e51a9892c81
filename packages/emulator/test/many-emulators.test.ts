import { createRequire } from 'node:module';
import { afterEach, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  running.push(emulator);
  return emulator;
}

async function exportOf(options: EmulatorOptions): Promise<string> {
  return JSON.stringify(await (await start(options)).export());
}

const before: EmulatorOptions = { deterministicIds: true, now: () => 1_800_000_000_000 };
const later: EmulatorOptions = { deterministicIds: true, now: () => 1_900_000_000_000 };

it('gives an emulator the same rows whether it applies the seed or takes them from the last emulator with that seed', async () => {
  await start(before);
  const taken = await exportOf(later);
  // Now the last seed is another one.
  await start({ seed: { users: [{ username: 'somebody' }] } });
  expect(taken).toBe(await exportOf(later));
  expect(taken).toContain('1900000000000');
  expect(taken).not.toContain('1800000000000');
});

it('applies a seed that changed since the last start', async () => {
  const users = [{ username: 'first' }];
  await start({ seed: { users } });
  users.push({ username: 'second' });
  expect((await start({ seed: { users } })).users.map(({ username }) => username)).toEqual(['first', 'second']);
});

it('keeps the data of emulators with the same seed apart', async () => {
  const first = await start();
  const second = await start();
  const { id } = first.users[0] ?? { id: '' };
  const headers = { authorization: `Bearer ${first.secretKey}` };
  await fetch(`${first.url}/v1/users/${id}`, { method: 'DELETE', headers });
  expect((await fetch(`${first.url}/v1/users/${id}`, { headers })).status).toBe(404);
  expect((await fetch(`${second.url}/v1/users/${id}`, { headers })).status).toBe(200);
  await first.reset();
  expect((await fetch(`${first.url}/v1/users/${id}`, { headers })).status).toBe(200);
});

it('starts with few statements, for each takes memory until JavaScript collects garbage', async () => {
  await start();
  const prepare = vi.spyOn(databasePrototype(), 'prepare');
  await start();
  expect(prepare.mock.calls.length).toBeGreaterThan(0);
  expect(prepare.mock.calls.length).toBeLessThan(25);
  prepare.mockRestore();
});

/** The database of the client that the emulator uses. */
function databasePrototype(): { prepare(sql: string): unknown } {
  const client = createRequire(import.meta.url).resolve('@libsql/client/sqlite3');
  const load = createRequire(client);
  const database = load('libsql') as { readonly prototype: { prepare(sql: string): unknown } };
  return database.prototype;
}
