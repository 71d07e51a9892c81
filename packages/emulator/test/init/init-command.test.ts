import { chmodSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { freePort } from 'testing';
import { afterEach, describe, expect, it } from 'vitest';
import { applyInit } from '../../src/init/apply-init.js';
import { planInit } from '../../src/init/plan-init.js';
import { frameworkEnvironment } from '../../src/instance/framework-environment.js';
import { AppFolder } from './app-folder.js';

const apps: AppFolder[] = [];
function folderWith(files: Readonly<Record<string, string | Buffer>>): AppFolder {
  const app = new AppFolder(files);
  apps.push(app);
  return app;
}
afterEach(() => apps.splice(0).forEach((app) => app.remove()));

const manifest = (json: object) => `${JSON.stringify({ name: 'app', private: true, ...json }, undefined, 2)}\n`;
const express = {
  'package.json': manifest({ scripts: { dev: 'node server.js' }, dependencies: { express: '^5.0.0' } }),
  'server.js': "const express = require('express');\nconst app = express();\napp.listen(3000);\n",
};

/** An application of each framework, and the file that the variables go to. */
const frameworks: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string, readonly string[]]>> = {
  express: [express, '.env', ['server.js']],
  fastify: [
    {
      'package.json': manifest({ type: 'module', main: 'app.js', dependencies: { fastify: '5' } }),
      'app.js': "import Fastify from 'fastify';\nconst app = Fastify();\n",
    },
    '.env',
    ['app.js'],
  ],
  hono: [
    {
      'package.json': manifest({ scripts: { dev: 'wrangler dev' }, dependencies: { hono: '4' } }),
      'wrangler.jsonc': '{ /* a worker */ "main": "src/index.ts", }',
      'src/index.ts': "import { Hono } from 'hono';\nconst app = new Hono();\nexport default app;\n",
    },
    '.dev.vars',
    ['src/index.ts'],
  ],
  nextjs: [
    { 'package.json': manifest({ dependencies: { next: '16.0.1' } }), 'tsconfig.json': '{}', 'app/page.tsx': '' },
    '.env.local',
    ['proxy.ts'],
  ],
  astro: [
    { 'package.json': manifest({ dependencies: { astro: '5' } }), 'tsconfig.json': '{}', 'astro.config.mjs': '' },
    '.env',
    ['src/env.d.ts', 'src/middleware.ts'],
  ],
  nuxt: [
    {
      'package.json': manifest({ devDependencies: { nuxt: '4' } }),
      'nuxt.config.ts': 'export default defineNuxtConfig({});\n',
    },
    '.env',
    ['nuxt.config.ts'],
  ],
  'react-router': [
    {
      'package.json': manifest({
        dependencies: { 'react-router': '7.9.0' },
        devDependencies: { '@react-router/dev': '7.9.0' },
      }),
      'tsconfig.json': '{}',
      'app/root.tsx': "import { Outlet } from 'react-router';\nexport default () => <Outlet />;\n",
      '.env.local': '# mine\n',
    },
    '.env.local',
    ['app/root.tsx', 'react-router.config.ts'],
  ],
  remix: [
    {
      'package.json': manifest({ dependencies: { '@remix-run/node': '2', '@remix-run/react': '2' } }),
      'tsconfig.json': '{}',
    },
    '.env',
    ['app/entry.server.tsx'],
  ],
  'tanstack-react-start': [
    {
      'package.json': manifest({ dependencies: { '@tanstack/react-start': '1' } }),
      'tsconfig.json': '{}',
      'src/router.tsx': '',
    },
    '.env',
    ['src/start.ts'],
  ],
};

const connection = {
  url: 'http://localhost:4600',
  port: 4600,
  publishableKey: `pk_test_${Buffer.from('http://localhost:4600/accounts.dev$').toString('base64')}`,
  secretKey: 'sk_test_acme_emulator_demo',
  jwtKey: '',
};

describe.each(Object.entries(frameworks))('an application of %s', (name, [files, environmentFile, wired]) => {
  it('is connected, a second time changes nothing, and every byte comes back', async () => {
    const app = folderWith(files);
    app.withPackageManager('npm', 'package-lock.json');
    const before = app.state();

    const shown = await app.init('--dry-run', '--port', '4600');
    expect([shown.code, shown.err]).toEqual([0, '']);
    expect(app.state()).toEqual(before);

    const done = await app.init('--yes', '--no-start', '--port', '4600');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain(shown.out.trimEnd());
    expect(done.out).toMatch(new RegExp(`Protect a page\\n {2}import \\{ (auth|protect) \\} from '@acme/${name}[/']`));
    expect(app.calls()).toEqual([`npm install @acme/${name}`, 'npm install --save-dev @acme/emulator']);
    const written = Object.keys(app.state()).filter(
      (path) => app.state()[path] !== before[path] && app.state()[path] !== 'folder',
    );
    expect(written.sort()).toEqual(
      [
        '.acme-emulator/.gitignore',
        '.acme-emulator/init.json',
        'package-lock.json',
        'package.json',
        environmentFile,
        ...wired,
      ].sort(),
    );
    for (const path of wired)
      expect(app.read(path)).toContain(
        `@acme/${name}`.slice(0, path.startsWith('react-router.config') ? 0 : undefined),
      );
    for (const path of [environmentFile, 'package.json', ...wired]) expect(shown.out).toContain(`+++ b/${path}`);
    const variables = parseEnv(app.read(environmentFile));
    expect(variables['CLERK_API_URL']).toBe('http://127.0.0.1:4600');
    const isNamed = !['express', 'fastify', 'hono'].includes(name);
    const names = isNamed ? Object.keys(frameworkEnvironment(connection, name as 'nextjs')) : ['CLERK_SIGN_IN_URL'];
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(names));
    const { scripts } = JSON.parse(app.read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    expect(scripts['dev:offline']).toMatch(/^acme-emulator exec .*-- .+/);

    const after = app.state();
    const again = await app.init('--yes', '--no-start', '--port', '4600');
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('Nothing to change');
    expect(app.state()).toEqual(after);

    const undone = await app.init('--undo');
    expect(undone).toMatchObject({ code: 0, err: '' });
    expect(app.state()).toEqual(before);
    expect(await app.init('--undo')).toMatchObject({
      code: 1,
      err: expect.stringContaining('undo_refused') as unknown,
    });
  });
});

describe('the package manager', () => {
  it.each([
    ['pnpm', 'pnpm-lock.yaml', {}, ['pnpm add @acme/express', 'pnpm add --save-dev @acme/emulator']],
    ['yarn', 'yarn.lock', {}, ['yarn add @acme/express', 'yarn add --dev @acme/emulator']],
    ['bun', 'bun.lock', {}, ['bun add @acme/express', 'bun add --dev @acme/emulator']],
    [
      'bun',
      'package-lock.json',
      { packageManager: 'bun@1.2.3' },
      ['bun add @acme/express', 'bun add --dev @acme/emulator'],
    ],
  ])('is %s with %s', async (name, lockfile, field, calls) => {
    const app = folderWith({
      ...express,
      'package.json': manifest({ ...field, dependencies: { express: '5' } }),
      [lockfile]: 'lock\r\n',
    });
    app.withPackageManager(name, lockfile);
    const before = app.state();
    expect(await app.init('--yes', '--no-start')).toMatchObject({ code: 0, err: '' });
    expect(app.calls()).toEqual(calls);
    await app.init('--undo');
    expect(app.state()).toEqual(before);
  });

  it('is told of nothing with --no-install, and the person of what to run', async () => {
    const app = folderWith(express);
    const { out } = await app.init('--yes', '--no-start', '--no-install');
    expect(out).toContain('npm install @acme/express\n');
    expect(Object.keys(app.state())).not.toContain('package-lock.json');
  });

  it('fails, and everything can be taken back', async () => {
    const app = folderWith(express);
    const before = app.state();
    app.withPackageManager('npm', '/nowhere/at/all');
    const failed = await app.init('--yes', '--no-start');
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('install_failed') as unknown });
    await app.init('--undo');
    expect(app.state()).toEqual(before);
  });
});

describe('variables that are there', () => {
  const real = 'sk_live_0123456789abcdef';

  it.each([
    ['.env', `CLERK_SECRET_KEY=${real}\n`],
    ['.env.local', `export CLERK_SECRET_KEY="${real}"\n`],
    ['.env.development', 'CLERK_PUBLISHABLE_KEY=pk_test_Y2xlcmsuZXhhbXBsZS5jb20k\n'],
  ])('of a real instance in %s stay, and none is mixed with them', async (path, text) => {
    const app = folderWith({ ...express, [path]: text });
    const { code, out, err } = await app.init('--yes', '--no-start', '--no-install');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`${path.replaceAll('.', '\\.')} has keys of another instance \\(CLERK_`));
    expect(out).not.toContain(real);
    expect(app.read(path)).toBe(text);
    expect(Object.keys(app.state()).filter((name) => name.startsWith('.env'))).toEqual([path]);
  });

  it('of others stay, empty ones are filled, and secrets are not shown', async () => {
    const app = folderWith({
      ...express,
      '.env':
        '\uFEFFDATABASE_URL=postgres://me:hidden@db\r\nCLERK_SIGN_IN_URL=/sign-in\r\nCLERK_SECRET_KEY=\r\nLAST="a\r\nCLERK_API_URL=b"',
    });
    const { out } = await app.init('--yes', '--no-start', '--no-install');
    expect(out).toContain('.env sets CLERK_SIGN_IN_URL already');
    expect(out).not.toContain('hidden');
    const text = app.read('.env');
    expect(
      text.startsWith(
        '\uFEFFDATABASE_URL=postgres://me:hidden@db\r\nCLERK_SIGN_IN_URL=/sign-in\r\nCLERK_SECRET_KEY=sk_test_',
      ),
    ).toBe(true);
    expect(text.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true);
    expect(text).toContain('LAST="a\r\nCLERK_API_URL=b"\r\n');
  });

  it('of an emulator get the address of another one', async () => {
    const app = folderWith(express);
    await app.init('--yes', '--no-start', '--no-install', '--port', '4601');
    await app.init('--yes', '--no-start', '--no-install', '--port', '4602');
    expect(app.read('.env')).not.toContain(':4601');
    expect(
      app
        .read('.env')
        .split('\n')
        .filter((line) => line.startsWith('CLERK_API_URL')),
    ).toEqual(['CLERK_API_URL=http://127.0.0.1:4602']);
    // Each run is taken back for itself.
    await app.init('--undo');
    expect(app.read('.env')).toContain('4601');
    await app.init('--undo');
    expect(existsSync(join(app.folder, '.env'))).toBe(false);
  });

  it('are said to be missing in .gitignore', async () => {
    const app = folderWith({ ...express, '.gitignore': 'node_modules\n.env.local\n' });
    expect((await app.init('--dry-run')).out).toContain('.env is not in .gitignore');
    app.write('.gitignore', 'node_modules\n/.env*\n');
    expect((await app.init('--dry-run')).out).not.toContain('.gitignore');
  });
});

describe('what is refused in words', () => {
  const stack = /\n\s+at /;

  it.each([
    ['no package.json', {}, [], 'project_unreadable'],
    ['a package.json that is none', { 'package.json': '{ "name": ' }, [], 'package.json is no valid JSON: '],
    ['a list', { 'package.json': '[]' }, [], 'it is not an object'],
    ['text in UTF-16', { 'package.json': Buffer.from('\uFEFF{}', 'utf16le') }, [], 'is no text in UTF-8'],
    ['no framework', { 'package.json': '{}' }, [], '--framework express, fastify'],
    [
      'several frameworks',
      { 'package.json': manifest({ dependencies: { express: '5', next: '16' } }) },
      [],
      'several frameworks: Express, Next.js',
    ],
    ['a framework of no name', express, ['--framework', 'rails'], 'does not know the framework rails'],
    ['no port', express, ['--port', '0'], 'port_invalid'],
    [
      'the root of a workspace',
      {
        'package.json': manifest({ workspaces: ['apps/*', 'tools/*'] }),
        'apps/web/package.json': manifest({ dependencies: { next: '16' } }),
        'apps/empty/x': '',
      },
      [],
      'Run the command in the folder of an application: apps/web.',
    ],
    [
      'the root of a workspace of pnpm',
      {
        'package.json': '{}',
        'pnpm-workspace.yaml': 'packages:\n  - "services/api"\n',
        'services/api/package.json': manifest({ dependencies: { hono: '4' } }),
      },
      [],
      'services/api.',
    ],
    ['nobody to ask', express, [], 'Pass --yes'],
  ])('%s', async (_name, files, args, message) => {
    const app = folderWith(files);
    const before = app.state();
    const { code, err, out } = await app.init(...args);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err + out).not.toMatch(stack);
    expect(app.state()).toEqual(before);
  });

  it('a file that is read-only, before anything is written', async () => {
    const app = folderWith(express);
    chmodSync(join(app.folder, 'package.json'), 0o444);
    const before = app.state();
    expect(await app.init('--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('package.json is read-only') as unknown,
    });
    expect(app.state()).toEqual(before);
  });

  it('files where folders must be', async () => {
    const app = folderWith({ 'package.json': manifest({ dependencies: { astro: '5' } }), src: 'no folder\n' });
    const { code, out } = await app.init('--yes', '--no-install', '--no-start');
    expect([code, app.read('src')]).toEqual([0, 'no folder\n']);
    expect(out).toContain('Add to src/middleware.ts\n');
    const other = folderWith({ ...express, '.acme-emulator': 'no folder\n' });
    expect(await other.init('--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('.acme-emulator') as unknown,
    });
  });

  it('a file that cannot be written: those before it are put back', async () => {
    const app = folderWith({ ...express, blocked: 'no folder\n' });
    const before = app.state();
    const plan = planInit({ folder: app.folder, port: 4500 });
    const changes = [
      ...plan.changes,
      { path: 'blocked/new.js', before: undefined, after: Buffer.from('x'), isSecret: false },
    ];
    await expect(applyInit(app.folder, { ...plan, changes }, undefined)).rejects.toMatchObject({
      code: 'project_unreadable',
    });
    expect(app.state()).toEqual(before);
  });

  it('links that lead out of the folder', async () => {
    const other = folderWith({
      'secrets.env': 'A=1\n',
      'server.js': express['server.js'],
      'package.json': express['package.json'],
    });
    const app = folderWith(express);
    symlinkSync(join(other.folder, 'secrets.env'), join(app.folder, '.env'));
    rmSync(join(app.folder, 'server.js'));
    symlinkSync(join(other.folder, 'server.js'), join(app.folder, 'server.js'));
    const before = other.state();
    const { code, out } = await app.init('--yes', '--no-start', '--no-install');
    expect(code).toBe(0);
    expect(out).toContain('.env is a link that leads out of this folder');
    expect(out).toContain('Add to the file with your express server');
    expect(other.state()).toEqual(before);

    rmSync(join(app.folder, 'package.json'));
    symlinkSync(join(other.folder, 'package.json'), join(app.folder, 'package.json'));
    expect(await app.init('--yes')).toMatchObject({ code: 1, err: expect.stringContaining('leads out') as unknown });
    expect(other.state()).toEqual(before);
  });

  it('to delete what somebody else put beside the record', async () => {
    const app = folderWith({ ...express, '.acme-emulator/state.json': '{"kept":true}' });
    await app.init('--yes', '--no-start', '--no-install');
    expect(await app.init('--undo')).toMatchObject({ code: 0, err: '' });
    expect(app.read('.acme-emulator/state.json')).toBe('{"kept":true}');
    expect(existsSync(join(app.folder, '.acme-emulator/init.json'))).toBe(false);
    expect(await app.init('--undo')).toMatchObject({ code: 1 });
  });

  it('an undo when a file was changed since, and names it', async () => {
    const app = folderWith(express);
    await app.init('--yes', '--no-start', '--no-install');
    app.write('server.js', `${app.read('server.js')}// more\n`);
    const before = app.state();
    expect(await app.init('--undo')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/changed after init wrote them: server\.js\. Nothing/) as unknown,
    });
    expect(app.state()).toEqual(before);
  });

  it.each([
    [{ path: '../stolen', before: '', folders: [] }],
    [{ path: '/etc/passwd', folders: [] }],
    [{ path: 'a', folders: ['../..'] }],
    [{ path: 'C:\\x', folders: [] }],
    ['nothing'],
  ])('a record of a stranger: %j', async (file) => {
    const app = folderWith({ ...express, '.acme-emulator/init.json': JSON.stringify({ runs: [[file]] }) });
    const before = app.state();
    expect(await app.init('--undo')).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no record') as unknown,
    });
    expect(app.state()).toEqual(before);
  });
});

it('keeps a package.json with comments and tabs in its form', async () => {
  const text =
    '{\r\n\t// ours\r\n\t"name": "app",\r\n\t"scripts": {\r\n\t\t"dev": "x", /* y */\r\n\t},\r\n\t"dependencies": { "express": "5" },\r\n}\r\n';
  const app = folderWith({ ...express, 'package.json': text });
  await app.init('--yes', '--no-start', '--no-install');
  expect(app.read('package.json')).toContain('\t// ours\r\n\t"name": "app",\r\n');
  expect(app.read('package.json')).toContain('"dev:offline": "acme-emulator exec -- npm run dev"');
  await app.init('--undo');
  expect(app.read('package.json')).toBe(text);
});

it('leaves official packages, and says how to move', async () => {
  const app = folderWith({
    ...express,
    'package.json': manifest({ dependencies: { express: '5', '@clerk/express': '2' } }),
  });
  const { out } = await app.init('--yes', '--no-start', '--no-install');
  expect(out).toContain('npx @acme/upgrade');
  expect(out).not.toContain('install @acme/express');
  expect(app.read('server.js')).toBe(express['server.js']);
  expect(app.read('.env')).toContain('CLERK_API_URL');
});

describe('it starts', () => {
  it('the emulator and the application, prints where to sign in, and ends with the application', async () => {
    const port = await freePort();
    const script = `fetch(process.env.CLERK_API_URL + '/v1/users', { headers: { authorization: 'Bearer ' + process.env.CLERK_SECRET_KEY } })
  .then((answer) => answer.json()).then((users) => { console.log('users: ' + users.length); process.exitCode = 7; });`;
    const app = folderWith({
      ...express,
      'package.json': manifest({ scripts: { dev: 'node dev.js' }, dependencies: { express: '5' } }),
      'dev.js': script,
    });
    const { code, out } = await app.init('--yes', '--no-install', '--port', String(port));
    expect(out).toContain(`http://localhost:${port}/sign-in`);
    expect(out).toContain('ada@example.com');
    expect(out).toContain('users: 5');
    expect(code).toBe(7);
    // A second time there is nothing to ask.
    expect((await app.init('--no-install', '--port', String(port))).code).toBe(7);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'the emulator alone when nobody knows how the application runs, and ends it in order at %s',
    async (signal) => {
      const app = folderWith({ 'package.json': manifest({ dependencies: { express: '5' } }) });
      const { child, ended } = app.begin('--yes', '--no-install', '--port', String(await freePort()));
      await new Promise<void>((resolve) => {
        let printed = '';
        child.stdout?.on('data', (text: string) => (printed += text).includes('press Ctrl+C') && resolve());
      });
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 0, err: '' });
    },
  );

  it('nothing when the port is taken, and says so', async () => {
    const app = folderWith({
      ...express,
      'package.json': manifest({ scripts: { dev: 'node -e 0' }, dependencies: { express: '5' } }),
    });
    const port = await freePort();
    const { createServer } = await import('node:http');
    const server = createServer().listen(port);
    try {
      const { code, err } = await app.init('--yes', '--no-install', '--port', String(port));
      expect([code, err]).toEqual([1, expect.stringContaining('port_in_use')]);
    } finally {
      server.close();
    }
  });
});
