import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bun } from '../src/runtimes.js';
import { emptyFolder, root, run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// What a README prints first, run in an empty folder as it is printed, but for the port: other programs of this machine may use that.

const { registry, folder, installed } = inject('released');

let emulator: Emulator;
let userId: string;
beforeAll(async () => {
  emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
});
afterAll(() => emulator.close());

/** The code blocks of a README, as they are printed. */
function blocksOf(name: string, language: string): readonly string[] {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code = '']) => code);
}

/** Runs the README's first command in an empty folder. */
async function install(name: string, place: string): Promise<void> {
  const [command = ''] = blocksOf(name, 'sh');
  if (!command.startsWith('npm install ')) throw new Error(`The README of ${name} starts with: ${command}`);
  await run('sh', ['-c', command], { cwd: place, env: registry.env });
}

/** Writes the README's first program. */
function writeServer(name: string, language: string, place: string, port: number): void {
  writeFileSync(join(place, `server.${language}`), withPort(blocksOf(name, language)[0] ?? '', port));
}
const withPort = (code: string, port: number) => code.replace(/\b3000\b/g, String(port));

async function listening(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    if (answer) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`The quick start ended with exit code ${server.exitCode}.`);
}

/** Starts a program, and returns what a stranger and what somebody who is signed in get from it. */
async function visit(place: string, port: number, ...command: readonly string[]): Promise<readonly [number, unknown]> {
  const [program = '', ...args] = command;
  const env = { ...registry.env, ...emulator.env, PORT: String(port) };
  const server = spawn(program, args, { cwd: place, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(server, 'exit');
  try {
    const url = `http://localhost:${port}`;
    await listening(url, server);
    const { token } = await emulator.signIn(userId, { origin: 'https://app.example.com' });
    const stranger = await fetch(`${url}/me`);
    const person = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } });
    return [stranger.status, await person.json()];
  } finally {
    server.kill();
    await ended;
  }
}

describe.concurrent('the quick start of', () => {
  it.each(['fastify', 'node-legacy'])('@acme/%s answers people and refuses strangers', async (name) => {
    const place = emptyFolder(folder, `quick-start-${name}`, { type: 'module' });
    await install(name, place);
    const port = await freePort();
    writeServer(name, 'js', place, port);
    expect(await visit(place, port, hostNode, 'server.js')).toMatchObject([401, { id: userId }]);
  });

  // A module with a fetch handler, as Bun, Deno and workers serve it.
  it.each([
    ['hono', 'js'],
    ['backend', 'ts'],
  ])('@acme/%s answers people and refuses strangers', async (name, language) => {
    const place = emptyFolder(folder, `quick-start-${name}`, { type: 'module' });
    await install(name, place);
    const port = await freePort();
    writeServer(name, language, place, port);
    const [status, person] = await visit(place, port, bun, 'run', `server.${language}`);
    expect([status, JSON.stringify(person)]).toEqual([401, expect.stringContaining(userId)]);
  });

  it('@acme/express, and of @acme/emulator beside it', async () => {
    const place = emptyFolder(folder, 'quick-start-express', { type: 'module' });
    await install('express', place);
    const port = await freePort();
    writeServer('express', 'js', place, port);
    expect(await visit(place, port, hostNode, 'server.js')).toMatchObject([401, { id: userId }]);

    await run('npm', ['install', '@acme/emulator'], { cwd: place, env: registry.env });
    const code = withPort(blocksOf('emulator', 'js')[0] ?? '', port);
    const beforeUse = code.indexOf('const { userId');
    const program = `${code.slice(0, beforeUse)}
await import('./server.js');
const usual = fetch;
while (!(await usual('http://localhost:${port}').catch(() => undefined))) await new Promise((wait) => setTimeout(wait, 50));
const answers = []; globalThis.fetch = async (...args) => { const answer = await usual(...args); answers.push(await answer.clone().text()); return answer; };
${code.slice(beforeUse)}
console.log(answers.at(-1)); process.exit();\n`;
    writeFileSync(join(place, 'try.js'), program);
    expect(await run(hostNode, ['try.js'], { cwd: place, env: registry.env })).toContain('ada@example.com');
  });

  it('@acme/emulator from the command line gives the variables to a command', async () => {
    const [command = ''] = blocksOf('emulator', 'sh');
    expect(command).toContain('npx @acme/emulator exec --port 0 -- npm test');
    const args = ['@acme/emulator', 'exec', '--port', '0', '--', 'node', '-p', 'process.env.CLERK_SECRET_KEY'];
    expect(await run('npx', args, { cwd: installed, env: registry.env })).toContain('sk_test_');
  });

  it('@acme/upgrade shows what it would do', async () => {
    const place = emptyFolder(folder, 'quick-start-upgrade', { dependencies: { '@clerk/express': '^2.0.0' } });
    writeFileSync(join(place, 'server.js'), "import { clerkMiddleware } from '@clerk/express';\nclerkMiddleware();\n");
    const [command = ''] = blocksOf('upgrade', 'sh');
    const shown = await run('sh', ['-c', command.split('\n')[0] ?? ''], { cwd: place, env: registry.env });
    expect(shown).toContain('@acme/express');
    expect(readdirSync(place).sort()).toEqual(['package.json', 'server.js']);
    expect(existsSync(join(place, 'node_modules'))).toBe(false);
  });
});
