import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createEmulator, type Emulator } from '@acme/emulator';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { emptyFolder, root, run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// What users do first: install into an empty folder, import, compile, and run the quick start as it is printed.

const { registry, folder } = inject('released');
const require = createRequire(import.meta.url);
const binary = (name: string, path: string) =>
  join(dirname(realpathSync(require.resolve(`${name}/package.json`))), path);
const packages = ['backend', 'express', 'fastify', 'hono', 'node-legacy', 'emulator', 'upgrade'];
const servers = ['backend', 'express', 'fastify', 'hono', 'node-legacy'];
const frameworks = ['express@5', 'fastify@5', 'hono@4'];

interface Manager {
  readonly install: (place: string, names: readonly string[]) => string;
}
const node = (place: string, ...args: readonly string[]) => run(hostNode, args, { cwd: place, env: registry.env });
/** Their messages go to one place or the other. */
const withErrors = (place: string, ...command: readonly string[]) =>
  run('sh', ['-c', '"$@" 2>&1', 'sh', ...command], { cwd: place, env: registry.env });
const managers: Readonly<Record<string, Manager>> = {
  npm: { install: (place, names) => withErrors(place, 'npm', 'install', ...names) },
  pnpm: {
    install: (place, names) =>
      withErrors(place, hostNode, join(root, 'release/node_modules/pnpm/bin/pnpm.cjs'), 'add', ...names),
  },
  yarn: {
    install: (place, names) => {
      const settings = [
        'nodeLinker: node-modules',
        `npmRegistryServer: "${registry.url}"`,
        'unsafeHttpWhitelist: ["127.0.0.1"]',
        'npmMinimalAgeGate: 0',
        // So many connections at once are more than the test registry takes.
        'networkConcurrency: 8',
        'enableTelemetry: false',
        // What it remembers of a registry is kept by host, and names the port of an earlier one.
        `globalFolder: "${join(folder, 'yarn-global')}"`,
        'enableGlobalCache: false',
        'enableImmutableInstalls: false',
      ];
      writeFileSync(join(place, '.yarnrc.yml'), settings.join('\n') + '\n');
      writeFileSync(join(place, 'yarn.lock'), '');
      return withErrors(place, hostNode, binary('@yarnpkg/cli-dist', 'bin/yarn.js'), 'add', ...names);
    },
  },
};

const names = (list: readonly string[]) => list.map((name) => `@acme/${name}`);
const checks = {
  'check.mjs': `${packages
    .filter((name) => name !== 'upgrade')
    .map(
      (name, index) =>
        `import * as p${index} from '@acme/${name}';\nif (Object.keys(p${index}).length === 0) throw new Error('${name}');`,
    )
    .join('\n')}\nconsole.log('fine');\n`,
  'check.cjs': `for (const name of ${JSON.stringify(packages.filter((each) => each !== 'upgrade'))})
  if (Object.keys(require('@acme/' + name)).length === 0) throw new Error(name);\nconsole.log('fine');\n`,
};

describe.each(Object.keys(managers))('%s', (name) => {
  let place: string;
  let output: string;
  beforeAll(() => {
    place = emptyFolder(folder, name);
    output = managers[name]?.install(place, [...names(packages), ...frameworks]) ?? '';
    for (const [file, text] of Object.entries(checks)) writeFileSync(join(place, file), text);
  });

  it('installs every package without a complaint about peers', () => {
    expect(output).not.toMatch(/peer|ERESOLVE|YN0002|YN0060|YN0086/i);
  });

  it('gives packages that can be imported and required', () => {
    expect(node(place, 'check.mjs')).toBe('fine\n');
    expect(node(place, 'check.cjs')).toBe('fine\n');
  });

  it('gives commands', () => {
    const bin = join(place, 'node_modules/.bin');
    expect(run(join(bin, 'acme-emulator'), ['--help'], { cwd: place })).toContain('start');
    expect(run(join(bin, 'upgrade'), ['--help'], { cwd: place })).toContain('--dry-run');
  });
});

describe('a server', () => {
  let place: string;
  beforeAll(() => {
    place = emptyFolder(folder, 'server');
    managers['npm']?.install(place, names(servers));
  });

  it('gets neither React nor install scripts', () => {
    const lock = JSON.parse(readFileSync(join(place, 'node_modules/.package-lock.json'), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean; peer?: boolean }>;
    };
    const installed = Object.entries(lock.packages);
    expect(installed.map(([path]) => path).filter((path) => /node_modules\/(@types\/)?react/.test(path))).toEqual([]);
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });
});

const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
const runtimes: Readonly<Record<string, readonly string[]>> = {
  'Node.js 20': [hostNode],
  'Node.js 22': [binary(`node22-linux-${arch}`, 'bin/node')],
  'Node.js 24': [binary(`node24-linux-${arch}`, 'bin/node')],
  'Node.js 26': [binary(`node26-linux-${arch}`, 'bin/node')],
  Bun: [binary('bun', `../@oven/bun-linux-${arch === 'x64' ? 'x64' : 'aarch64'}/bin/bun`)],
  Deno: [binary('deno', `../@deno/linux-${arch}-glibc/deno`), 'run', '--allow-all', '--quiet'],
};

describe.each(Object.entries(runtimes))('%s', (_name, [program = '', ...args]) => {
  it.each(['check.mjs', 'check.cjs'])('runs %s of a folder that npm installed', (file) => {
    expect(run(program, [...args, file], { cwd: join(folder, 'npm'), env: registry.env })).toBe('fine\n');
  });
});

it('is bundled for workers without anything of Node.js', async () => {
  const place = join(folder, 'npm');
  const entry = join(place, 'worker.mjs');
  writeFileSync(
    entry,
    `import { clerkMiddleware, getAuth } from '@acme/hono';\nimport { Hono } from 'hono';\nconst app = new Hono();
app.use(clerkMiddleware());\napp.get('/', (c) => c.json({ userId: getAuth(c).userId }));\nexport default app;\n`,
  );
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker'],
    logLevel: 'silent',
  });
  expect(outputFiles[0]?.text).not.toMatch(/from\s*["']node:|require\(["']node:/);
});

// Hono's own types need 5.7 or newer.
const compilers = ['typescript@5.7', 'typescript@5.9', 'typescript@latest'];
describe.each(compilers)('%s', (compiler) => {
  it('compiles strict applications in every module setting, without skipLibCheck', () => {
    const place = emptyFolder(folder, compiler.replace('@', '-'));
    const types = ['@types/node@22', '@types/express@5'];
    managers['npm']?.install(place, [
      ...names(packages.filter((name) => name !== 'upgrade')),
      ...frameworks,
      ...types,
      compiler,
    ]);
    const source = `import { createEmulator } from '@acme/emulator';
import { clerkMiddleware, getAuth, type User } from '@acme/express';
import { clerkPlugin } from '@acme/fastify';
import { clerkMiddleware as onHono } from '@acme/hono';
import { verifyWebhook } from '@acme/backend/webhooks';
import { ClerkExpressWithAuth } from '@acme/node-legacy';
import express from 'express';
const app = express();
app.use(clerkMiddleware());
app.get('/', (req, res) => void res.json(getAuth(req).userId));
export const all = [createEmulator, clerkPlugin, onHono, verifyWebhook, ClerkExpressWithAuth];
export const nameOf = (user: User): string | null => user.fullName;
`;
    writeFileSync(join(place, 'app.mts'), source);
    writeFileSync(
      join(place, 'app.cts'),
      source.replace("import express from 'express'", "import express = require('express')"),
    );
    const tsc = join(place, 'node_modules/typescript/bin/tsc');
    for (const [module, file] of [
      ['node16', 'app.mts'],
      ['node16', 'app.cts'],
      ['nodenext', 'app.mts'],
      ['nodenext', 'app.cts'],
      ['bundler', 'app.mts'],
    ] as const) {
      const kinds =
        module === 'bundler' ? ['--module', 'es2022', '--moduleResolution', 'bundler'] : ['--module', module];
      const strict = [
        '--strict',
        '--noEmit',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom,dom.iterable',
        '--types',
        'node',
      ];
      expect(node(place, tsc, ...strict, ...kinds, '--esModuleInterop', file)).toBe('');
    }
  });
});

describe('the quick start of', () => {
  let emulator: Emulator;
  let userId: string;
  let running: ChildProcess | undefined;
  beforeAll(async () => {
    emulator = await createEmulator();
    userId = emulator.users[0]?.id ?? '';
  });
  afterAll(() => emulator.close());
  afterEach(async () => {
    const ended = running && new Promise((end) => running?.once('exit', end));
    running?.kill();
    await ended;
    running = undefined;
  });

  /** The code blocks of a README, as they are printed. */
  function blocksOf(name: string, language: string): readonly string[] {
    const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
    return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code = '']) => code);
  }

  /** A folder in which the README's first command has been run. */
  function installed(name: string, folderName = name): string {
    const place = emptyFolder(folder, `quick-start-${folderName}`, { type: 'module' });
    const [command = ''] = blocksOf(name, 'sh');
    expect(command).toMatch(/^npm install /);
    run('sh', ['-c', command], { cwd: place, env: registry.env });
    return place;
  }

  async function start(place: string, ...command: readonly string[]): Promise<string> {
    const [program = '', ...args] = command;
    const env = { ...registry.env, ...emulator.env };
    running = spawn(program, args, { cwd: place, env, stdio: ['ignore', 'ignore', 'inherit'] });
    const url = 'http://localhost:3000';
    for (let tries = 0; tries < 100; tries += 1) {
      if (
        await fetch(url, { redirect: 'manual' }).then(
          () => true,
          () => false,
        )
      )
        return url;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    throw new Error('The quick start does not listen.');
  }

  /** What a stranger and what somebody who is signed in get. */
  async function visit(url: string): Promise<readonly [number, unknown]> {
    const { token } = await emulator.signIn(userId, { origin: 'https://app.example.com' });
    const stranger = await fetch(`${url}/me`);
    const person = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } });
    return [stranger.status, await person.json()];
  }

  it.each(['express', 'fastify', 'node-legacy'])('@acme/%s answers people and refuses strangers', async (name) => {
    const place = installed(name);
    writeFileSync(join(place, 'server.js'), blocksOf(name, 'js')[0] ?? '');
    expect(await visit(await start(place, hostNode, 'server.js'))).toMatchObject([401, { id: userId }]);
  });

  it.each([
    ['hono', 'js'],
    ['backend', 'ts'],
  ])('@acme/%s answers people and refuses strangers', async (name, language) => {
    const place = installed(name);
    writeFileSync(join(place, `server.${language}`), blocksOf(name, language)[0] ?? '');
    // A module with a fetch handler, as Bun, Deno and workers serve it.
    const [bun = ''] = runtimes['Bun'] ?? [];
    const [status, person] = await visit(await start(place, bun, 'run', `server.${language}`));
    expect([status, JSON.stringify(person)]).toEqual([401, expect.stringContaining(userId)]);
  });

  it('@acme/emulator signs people in to a server', () => {
    const place = installed('express', 'emulator');
    writeFileSync(join(place, 'server.js'), blocksOf('express', 'js')[0] ?? '');
    run('npm', ['install', '@acme/emulator'], { cwd: place, env: registry.env });
    const [code = ''] = blocksOf('emulator', 'js');
    const beforeUse = code.indexOf('const { userId');
    const program = `${code.slice(0, beforeUse)}
await import('./server.js');
await new Promise((ready) => setTimeout(ready, 200));
const answers = []; const usual = fetch; globalThis.fetch = async (...args) => { const answer = await usual(...args); answers.push(await answer.clone().text()); return answer; };
${code.slice(beforeUse)}
console.log(answers.at(-1)); process.exit();\n`;
    writeFileSync(join(place, 'try.js'), program);
    expect(run(hostNode, ['try.js'], { cwd: place, env: { ...registry.env } })).toContain('ada@example.com');
  });

  it('@acme/emulator from the command line gives the variables to a command', () => {
    const place = join(folder, 'npm');
    const [command = ''] = blocksOf('emulator', 'sh');
    expect(command).toContain('npx @acme/emulator exec -- npm test');
    const seen = run('npx', ['@acme/emulator', 'exec', '--', 'node', '-p', 'process.env.CLERK_SECRET_KEY'], {
      cwd: place,
      env: registry.env,
    });
    expect(seen).toContain('sk_test_');
  });

  it('@acme/upgrade shows what it would do', () => {
    const place = emptyFolder(folder, 'quick-start-upgrade', { dependencies: { '@clerk/express': '^2.0.0' } });
    writeFileSync(join(place, 'server.js'), "import { clerkMiddleware } from '@clerk/express';\nclerkMiddleware();\n");
    const [command = ''] = blocksOf('upgrade', 'sh');
    const shown = run('sh', ['-c', command.split('\n')[0] ?? ''], { cwd: place, env: registry.env });
    expect(shown).toContain('@acme/express');
    expect(readdirSync(place).sort()).toEqual(['package.json', 'server.js']);
    expect(existsSync(join(place, 'node_modules'))).toBe(false);
  });
});
