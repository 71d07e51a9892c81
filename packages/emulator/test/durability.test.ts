import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How often the emulator is killed. `DURABILITY_ROUNDS=20` shows more. */
const rounds = Number(process.env['DURABILITY_ROUNDS'] ?? 2);
const writers = Array.from({ length: 20 }, (_, index) => index);

/** Starts an emulator of its own process on a database. */
async function startProcess(database: string): Promise<{ readonly url: string; readonly kill: () => Promise<void> }> {
  const bin = fileURLToPath(new URL('../bin/acme-emulator.js', import.meta.url));
  const child = spawn(process.execPath, [bin, 'start', '--port', '0', '--database', database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
      const found = /CLERK_API_URL="?(http[^"\s]+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`The emulator ended with ${code}: ${output}`)));
  });
  const kill = async () => {
    child.removeAllListeners('exit');
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return { url, kill };
}

/** Every e-mail address of an emulator. */
async function listAddresses({ url, secretKey }: Emulator): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let offset = 0; ; offset += 500) {
    const response = await fetch(`${url}/v1/users?limit=500&offset=${offset}`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    const users = (await response.json()) as { email_addresses: { email_address: string }[] }[];
    for (const user of users) found.add(user.email_addresses[0]?.email_address ?? '');
    if (users.length < 500) return found;
  }
}

it('loses no acknowledged write when it is killed under load, again and again', async () => {
  const database = join(folder, 'users.sqlite');
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { url, kill } = await startProcess(database);
    const before = acknowledged.length;
    let writing = true;
    const write = async (writer: number) => {
      for (let index = 0; writing; index += 1) {
        const email = `r${round}-w${writer}-${index}@example.com`;
        const response = await fetch(`${url}/v1/users`, {
          method: 'POST',
          headers: { authorization: 'Bearer sk_test_acme_emulator_demo', 'content-type': 'application/json' },
          body: JSON.stringify({ email_address: [email] }),
        }).catch(() => undefined);
        if (response?.ok && (await response.text().catch(() => ''))) acknowledged.push(email);
      }
    };
    const allWriters = Promise.all(writers.map(write));
    while (acknowledged.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 5));
    await kill();
    writing = false;
    await allWriters;
  }
  const emulator = await createEmulator({ database });
  try {
    const found = await listAddresses(emulator);
    expect(acknowledged.filter((email) => !found.has(email))).toEqual([]);
  } finally {
    await emulator.close();
  }
});
