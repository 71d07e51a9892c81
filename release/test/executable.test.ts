import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { freePort } from 'testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExecutable } from '../executable/build.mjs';
import { Visitor } from '../src/visitor.js';

// The emulator as one file, on a machine that has no Node.js: nothing is on PATH, and there is no home.

const folder = mkdtempSync(join(tmpdir(), 'executable-test-'));
const program = join(folder, 'acme-emulator');
const temporary = join(folder, 'temporary');
const env = { PATH: '', HOME: '', TMPDIR: temporary };
const run = (...args: readonly string[]) => promisify(execFile)(program, args, { cwd: temporary, env });

beforeAll(async () => {
  mkdirSync(temporary);
  const { bytes } = await buildExecutable(program);
  process.stdout.write(`\nThe emulator as an executable: ${(bytes / 1e6).toFixed(0)} MB\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says its version and what it contains', async () => {
  expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { stdout } = await run('--licenses');
  for (const name of ['Node.js', 'libsql ', 'hono ', 'drizzle-orm ', 'jose']) expect(stdout).toContain(`## ${name}`);
  expect(stdout).toContain('Permission is hereby granted');
  expect(existsSync(`${program}.licenses.txt`)).toBe(true);
});

it('prints the variables', async () => {
  const { stdout } = await run('env', '--port', '4567', '--framework', 'nextjs');
  expect(parseEnv(stdout)).toMatchObject({ NEXT_PUBLIC_CLERK_SIGN_IN_URL: 'http://localhost:4567/sign-in' });
});

it('runs a command with the variables, and passes on its exit code', async () => {
  const failed = await run('exec', '--port', '0', '--', '/bin/sh', '-c', 'echo "$CLERK_API_URL"; exit 3').catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 3, stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\n$/) as unknown });
});

it('signs people in, and keeps them in a file', async () => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const start = async () => {
    const child = spawn(program, ['start', '--port', String(port), '--database', 'people.db'], {
      cwd: temporary,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    while (child.exitCode === null && !output.includes('Ctrl+C')) await new Promise((wait) => setTimeout(wait, 20));
    return child;
  };
  const stop = async (child: Awaited<ReturnType<typeof start>>) => {
    const ended = once(child, 'exit');
    child.kill();
    expect(await ended).toEqual([0, null]);
  };

  const first = await start();
  const visitor = new Visitor();
  const fields = {
    email_address: 'new@example.com',
    password: 'a rather long password',
    first_name: 'Nele',
    redirect_url: `${url}/user`,
  };
  const page = await (await visitor.open(`${url}/sign-up`, fields)).text();
  expect(page).toContain('Nele');
  // The native library is gone from the disk as soon as it is loaded.
  expect(readdirSync(temporary).filter((name) => name.startsWith('acme-emulator-'))).toEqual([]);
  await stop(first);

  const second = await start();
  const again = new Visitor();
  const signedIn = await again.open(`${url}/sign-in`, {
    identifier: 'new@example.com',
    password: 'a rather long password',
    redirect_url: `${url}/user`,
  });
  expect(await signedIn.text()).toContain('Nele');
  await stop(second);
});

it('says in a sentence when it cannot load the database', async () => {
  const failed = await promisify(execFile)(program, ['exec', '--port', '0', '--', '/bin/sh', '-c', 'true'], {
    env: { ...env, TMPDIR: join(folder, 'missing') },
  }).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('TMPDIR') as unknown });
  expect(failed).toMatchObject({ stderr: expect.not.stringContaining('    at ') as unknown });
});
