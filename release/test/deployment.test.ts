import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator } from '@acme/emulator';
import { parse } from 'smol-toml';
import { freePort } from 'testing';
import { expect, inject, it } from 'vitest';
import { programIn } from '../src/package-managers.js';
import { emptyFolder, root, run } from '../src/workspace.js';

// The Dockerfile of the guide to deployment, without Docker: its instructions are followed in an empty folder, with the version of Node.js that
// it names, out of what is published. What the platforms are told about the server must be true of it.

const { registry, folder } = inject('released');
const page = readFileSync(join(root, 'docs/guides/deployment.md'), 'utf8');
const install = /^npm install .*$/m.exec(readFileSync(join(root, 'docs/frameworks/hono.md'), 'utf8'))?.[0] ?? '';

/** The block that names its file; JSON cannot. */
function fileOf(name: string, language: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code = '']) => code,
  );
  const block = blocks.find((code) => language === 'json' || /^(?:\/\/|#) (\S+)/.exec(code)?.[1] === name);
  if (block === undefined) throw new Error(`The page does not print ${name}.`);
  return block;
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
}
const instructions: readonly Instruction[] = fileOf('Dockerfile', 'dockerfile')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const only = (name: string) => instructions.find((each) => each.name === name)?.rest ?? '';

/** What the reader has: the project, with a lockfile and a file of keys. */
async function writeProject(): Promise<string> {
  const project = emptyFolder(folder, 'deployment-project', { type: 'module' });
  await run('sh', ['-c', install], { cwd: project, env: registry.env });
  writeFileSync(join(project, 'server.mjs'), fileOf('server.mjs', 'js'));
  writeFileSync(join(project, '.env'), 'CLERK_SECRET_KEY=sk_test_never_in_an_image\n');
  return project;
}

/** Follows the instructions up to the command. */
async function buildImage(project: string): Promise<string> {
  const image = emptyFolder(folder, 'deployment-image');
  const env: NodeJS.ProcessEnv = { ...registry.env };
  for (const { name, rest } of instructions) {
    const parts = rest.split(' ');
    if (name === 'ENV') Object.assign(env, Object.fromEntries([rest.split('=')]));
    if (name === 'COPY') for (const file of parts.slice(0, -1)) copyFileSync(join(project, file), join(image, file));
    if (name === 'RUN') await run('sh', ['-c', rest], { cwd: image, env });
  }
  return image;
}

it('the Dockerfile makes an image whose server runs, and stops when it is told to', async () => {
  expect(instructions.map(({ name }) => name)).toEqual('FROM WORKDIR ENV COPY RUN COPY USER EXPOSE CMD'.split(' '));
  const image = await buildImage(await writeProject());
  expect(readdirSync(image).sort()).toEqual(['node_modules', 'package-lock.json', 'package.json', 'server.mjs']);
  expect(existsSync(join(image, '.env'))).toBe(false);

  const [, major = ''] = /^node:(\d+)-/.exec(only('FROM')) ?? [];
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const [program = '', ...args] = JSON.parse(only('CMD')) as readonly string[];
  expect(program).toBe('node');
  const [emulator, port] = [await createEmulator(), await freePort()];
  const env = { PATH: process.env['PATH'], ...emulator.env, PORT: String(port) };
  const server = spawn(programIn(`node${major}-linux-${arch}`, 'bin/node'), args, {
    cwd: image,
    env,
    stdio: 'inherit',
  });
  const ended = once(server, 'exit');
  const url = `http://localhost:${String(port)}`;
  const ask = (path: string) => fetch(url + path).catch(() => undefined);

  // What `fly.toml` says.
  const fly = parse(fileOf('fly.toml', 'toml')) as unknown as {
    readonly http_service: {
      readonly internal_port: number;
      readonly checks: readonly { readonly method: string; readonly path: string }[];
    };
  };
  const [check] = fly.http_service.checks;
  expect([fly.http_service.internal_port, Number(only('EXPOSE')), check?.method]).toEqual([3000, 3000, 'GET']);
  expect(fileOf('server.mjs', 'js')).toContain('process.env.PORT ?? 3000');
  while (server.exitCode === null && !(await ask('/'))) await new Promise((wait) => setTimeout(wait, 50));
  expect((await ask(check?.path ?? ''))?.status).toBe(200);
  expect((await ask('/api/me'))?.status).toBe(401);

  server.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await emulator.close();
});

it('Vercel is told to send requests to a file that the page prints', () => {
  const { rewrites } = JSON.parse(fileOf('vercel.json', 'json')) as {
    readonly rewrites: readonly { readonly source: string; readonly destination: string }[];
  };
  const [{ source, destination } = { source: '', destination: '' }] = rewrites;
  expect(new RegExp(`^${source}$`).test('/api/me')).toBe(true);
  expect(new RegExp(`^${source}$`).test('/')).toBe(false);
  expect(fileOf(`${destination.slice(1)}/index.mjs`, 'js')).toContain("basePath('/api')");
});
