import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitAll, Project, run, upgrade } from './upgraded-project.js';

const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');

/** Asks the running sample, with a session token if there is one. */
type Ask = (path: string, token?: string) => Promise<{ readonly status: number; readonly body: unknown }>;

interface Sample {
  readonly name: string;
  /** JavaScript is checked as loosely as JavaScript is written. */
  readonly isStrict: boolean;
  readonly main: string;
  readonly check: (ask: Ask) => Promise<void>;
}

const samples: readonly Sample[] = [
  { name: 'v2', isStrict: false, main: 'server.js', check: checkV2 },
  { name: 'v4', isStrict: true, main: 'src/server.ts', check: checkV4 },
  { name: 'v5', isStrict: true, main: 'src/server.ts', check: checkV5 },
];

const refused = { status: 401, body: { error: 'Unauthorized' } };

async function checkV2(ask: Ask): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/')).toEqual({ status: 200, body: { hello: 'stranger' } });
  expect(await ask('/', token)).toEqual({ status: 200, body: { hello: userId } });
  for (const path of ['/me', '/people', '/profile/claims']) expect(await ask(path)).toEqual(refused);
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, session: sessionId } });
  expect((await ask('/people', token)).body).toHaveLength(emulator.users.length);
  expect((await ask('/profile/claims', token)).body).toMatchObject({ sub: userId, sid: sessionId });
  expect(await ask('/profile/session', token)).toEqual({ status: 200, body: { status: 'active' } });
}

async function checkV4(ask: Ask): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { userId: null } });
  expect((await ask('/who', token)).body).toMatchObject({ userId, issuer: expect.any(String) as string });
  for (const path of ['/people', '/admin/session', '/admin/count']) expect(await ask(path)).toEqual(refused);
  expect((await ask('/people', token)).body).toMatchObject({ ids: expect.arrayContaining([userId]) as string[] });
  expect((await ask('/admin/session', token)).body).toEqual({ sessionId, subject: userId });
  expect((await ask('/admin/count', token)).body).toEqual({ count: emulator.users.length });
}

async function checkV5(ask: Ask): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { userId: null, claims: 'no' } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { userId, claims: 'yes' } });
  expect(await ask('/own', token)).toEqual({ status: 200, body: { userId } });
  expect(await ask('/me')).toEqual(refused);
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, totalCount: emulator.users.length } });
}

/** Compiles a project into its folder `out` and gives the compiler's complaints. */
function compile(project: Project, isStrict: boolean): string {
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    strict: isStrict,
    allowJs: true,
    checkJs: true,
    rootDir: '.',
    outDir: 'out',
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(modules, '@types')],
  };
  project.write({ 'tsconfig.json': JSON.stringify({ compilerOptions, exclude: ['node_modules', 'out'] }) });
  return run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc')], project.folder).stdout;
}

/** Starts a compiled sample and gives its address, which it prints. */
async function start(project: Project, main: string, env: NodeJS.ProcessEnv) {
  const file = join('out', main.replace(/\.ts$/, '.js'));
  const server = spawn(process.execPath, [file], {
    cwd: project.folder,
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { port } = JSON.parse(line) as { readonly port: number };
  return { server, url: `http://localhost:${port}` };
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

describe.each(samples)('sample $name after the command', ({ name, isStrict, main, check }) => {
  let project: Project;
  let server: ChildProcess;
  let url: string;
  let complaints: string;

  beforeAll(async () => {
    project = new Project().copySample(name);
    commitAll(project.folder);
    const { status, stderr } = upgrade(project.folder, '--to', 'express');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    complaints = compile(project, isStrict);
    ({ server, url } = await start(project, main, emulator.env));
  });
  afterAll(() => {
    server.kill();
    project[Symbol.dispose]();
  });

  const ask: Ask = async (path, token) => {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const body: unknown = await answer.json();
    return { status: answer.status, body };
  };

  it('uses the new package only', () => {
    const code = readFileSync(join(project.folder, main), 'utf8');
    expect(code).toContain('@acme/express');
    expect(code).not.toContain('clerk-sdk-node');
  });

  it('compiles', () => {
    expect(complaints).toBe('');
  });

  it('answers strangers and people', () => check(ask));
});
