import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmulator } from '../src/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('loses no acknowledged write when it is killed under load', async () => {
  const database = join(folder, 'users.sqlite');
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
  const acknowledged: string[] = [];
  let writing = true;
  const write = async (writer: number) => {
    for (let index = 0; writing; index += 1) {
      const email = `w${writer}-${index}@example.com`;
      const response = await fetch(`${url}/v1/users`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_acme_emulator_demo', 'content-type': 'application/json' },
        body: JSON.stringify({ email_address: [email] }),
      }).catch(() => undefined);
      if (response?.ok && (await response.text().catch(() => ''))) acknowledged.push(email);
    }
  };
  const writers = Promise.all([1, 2, 3, 4].map(write));
  while (acknowledged.length < 100) await new Promise((resolve) => setTimeout(resolve, 5));
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  writing = false;
  await writers;

  const emulator = await createEmulator({ database });
  try {
    const found = new Set<string>();
    for (let offset = 0; ; offset += 500) {
      const response = await fetch(`${emulator.url}/v1/users?limit=500&offset=${offset}`, {
        headers: { authorization: `Bearer ${emulator.secretKey}` },
      });
      const users = (await response.json()) as { email_addresses: { email_address: string }[] }[];
      for (const user of users) found.add(user.email_addresses[0]?.email_address ?? '');
      if (users.length < 500) break;
    }
    expect(acknowledged.filter((email) => !found.has(email))).toEqual([]);
  } finally {
    await emulator.close();
  }
});
