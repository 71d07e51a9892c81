import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitAll, Project, run, upgrade } from './upgraded-project.js';

const legacyServer = `import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import routes from './routes.js';

app.use(ClerkExpressWithAuth());
app.use(routes);
`;
const manifest = (dependencies: Record<string, string>) =>
  `${JSON.stringify({ name: 'app', dependencies }, undefined, 2)}\n`;
const legacyManifest = manifest({ '@clerk/clerk-sdk-node': '^4.13.23', express: '^4.18.0' });

let project: Project;
const read = (path: string) => readFileSync(join(project.folder, path), 'utf8');
const diffAgainstGit = () => run('git', ['status', '--porcelain'], project.folder).stdout;

beforeEach(() => {
  project = new Project();
});
afterEach(() => project[Symbol.dispose]());

describe('what the command refuses', () => {
  it('a folder with uncommitted changes, unless forced', () => {
    project.write({ 'package.json': legacyManifest, 'server.js': legacyServer });
    commitAll(project.folder);
    project.write({ 'other.js': '' });
    const refused = upgrade(project.folder);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('tree_dirty');
    expect(read('server.js')).toBe(legacyServer);
    expect(upgrade(project.folder, '--force').status).toBe(0);
    expect(read('server.js')).toContain('@acme/express');
  });

  it('a folder without git, unless forced', () => {
    project.write({ 'package.json': legacyManifest, 'server.js': legacyServer });
    expect(upgrade(project.folder).stderr).toContain('no_repository');
    expect(read('server.js')).toBe(legacyServer);
  });

  it('a folder without package.json, or with one that is no JSON', () => {
    expect(upgrade(project.folder, '--force')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no_package') as string,
    });
    project.write({ 'package.json': '{' });
    expect(upgrade(project.folder, '--force')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('package_json_invalid') as string,
    });
    expect(upgrade(project.folder, 'missing', '--force')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('folder_missing') as string,
    });
  });

  it('targets and versions that do not exist', () => {
    expect(upgrade(project.folder, '--to', 'koa').status).toBe(1);
    expect(upgrade(project.folder, '--from', '9').status).toBe(1);
  });
});

describe('a dry run', () => {
  it('shows the difference and what needs a person, and writes nothing', () => {
    project.write({
      'package.json': legacyManifest,
      'server.js': legacyServer,
      'routes.js': 'export default (req, res) => res.json(req.auth.userId);\n',
    });
    commitAll(project.folder);
    const { status, stdout, stderr } = upgrade(project.folder, '--dry-run');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('-app.use(ClerkExpressWithAuth());\n+app.use(clerkMiddleware());');
    expect(stdout).toMatch(/routes\.js:\d+ {2}req\.auth \(middleware-before-routes\)/);
    expect(stdout).toContain('3 of 3 files would change.');
    expect(stdout).not.toContain('npm install');
    expect(diffAgainstGit()).toBe('');
  });
});

describe('a run', () => {
  it('migrates sources and package.json, names the install command, and changes nothing the second time', () => {
    project.write({
      'package.json': legacyManifest,
      'server.js': legacyServer,
      'pnpm-lock.yaml': '',
      'routes.js': 'export default (req, res) => res.json(req.auth.userId);\n',
    });
    commitAll(project.folder);
    const { status, stdout } = upgrade(project.folder);
    expect(status).toBe(0);
    expect(stdout).toContain('pnpm install');
    expect(read('server.js')).toContain("import { clerkMiddleware } from '@acme/express';");
    expect(read('routes.js')).toContain('res.json(getAuth(req).userId)');
    expect(Object.keys((JSON.parse(read('package.json')) as { dependencies: object }).dependencies)).toEqual([
      '@acme/express',
      'express',
    ]);
    commitAll(project.folder);
    expect(upgrade(project.folder).stdout).toContain('Nothing to change');
    expect(diffAgainstGit()).toBe('');
  });

  it('prints JSON for tools', () => {
    project.write({ 'package.json': legacyManifest, 'server.js': legacyServer });
    commitAll(project.folder);
    const report = JSON.parse(upgrade(project.folder, '--json').stdout) as { changed: string[]; findings: unknown[] };
    expect(report).toEqual({ changed: ['server.js', 'package.json'], findings: [] });
  });

  it('chooses the framework by the dependencies, or as told', () => {
    const dependencies = manifest({ '@clerk/clerk-sdk-node': '4.0.0', fastify: '5.0.0' });
    project.write({ 'package.json': dependencies, 'a.js': legacyServer });
    upgrade(project.folder, '--force');
    expect(read('a.js')).toContain('@acme/fastify');
    project.write({ 'package.json': dependencies, 'a.js': legacyServer });
    upgrade(project.folder, '--force', '--to', 'hono');
    expect(read('a.js')).toContain('@acme/hono');
    expect(read('package.json')).toContain('"@acme/hono"');
  });

  it('leaves what git ignores, what is built or generated, and what links point to', () => {
    const skipped = {
      'dist/a.js': legacyServer,
      'node_modules/x/a.js': legacyServer,
      'ignored/a.js': legacyServer,
      'generated.js': `// @generated\n${legacyServer}`,
    };
    project.write({ 'package.json': legacyManifest, '.gitignore': 'ignored\n', 'server.js': legacyServer, ...skipped });
    using outside = new Project();
    outside.write({ 'a.js': legacyServer });
    symlinkSync(join(outside.folder, 'a.js'), join(project.folder, 'link.js'));
    upgrade(project.folder, '--force');
    for (const [path, text] of Object.entries(skipped)) expect(read(path)).toBe(text);
    expect(readFileSync(join(outside.folder, 'a.js'), 'utf8')).toBe(legacyServer);
  });

  it('reports a file that does not parse, leaves it, and does the rest', () => {
    const broken = "import { users from '@clerk/clerk-sdk-node';\n";
    project.write({ 'package.json': legacyManifest, 'server.js': legacyServer, 'broken.js': broken });
    const { status, stdout } = upgrade(project.folder, '--force');
    expect(status).toBe(2);
    expect(stdout).toContain('broken.js:1');
    expect(read('broken.js')).toBe(broken);
    expect(read('server.js')).toContain('@acme/express');
    expect(read('package.json')).toContain('@clerk/clerk-sdk-node');
  });
});

describe('a backup', () => {
  it('lets the command run without git, and puts everything back', () => {
    project.write({ 'package.json': legacyManifest, 'server.js': legacyServer, '.env': 'CLERK_API_KEY=test_x\n' });
    expect(upgrade(project.folder, '--backup')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--restore puts it back') as string,
    });
    expect(read('server.js')).toContain('@acme/express');
    expect(upgrade(project.folder, '--restore')).toMatchObject({ status: 0, stderr: '' });
    expect([read('package.json'), read('server.js'), read('.env')]).toEqual([
      legacyManifest,
      legacyServer,
      'CLERK_API_KEY=test_x\n',
    ]);
    expect(upgrade(project.folder, '--restore').stderr).toContain('backup_missing');
  });
});

describe('environment files', () => {
  const secret = 'test_do_not_show';

  it('get new names; values are kept and never printed', () => {
    project.write({
      'package.json': legacyManifest,
      'server.js': legacyServer,
      '.gitignore': '.env\n',
      '.env': `# key\nexport CLERK_API_KEY="${secret}"\nMULTI="${secret}\n${secret}=x"\n`,
      'apps/.env.local': `CLERK_API_KEY=${secret}\nCLERK_SECRET_KEY=other\n`,
      'docker-compose.yml': `environment:\n  CLERK_API_KEY: ${secret}\n`,
    });
    const dry = upgrade(project.folder, '--force', '--dry-run');
    const { stdout, stderr } = upgrade(project.folder, '--force');
    expect(dry.stdout + dry.stderr + stdout + stderr).not.toContain(secret);
    expect(dry.stdout).toContain('+export CLERK_SECRET_KEY=');
    expect(read('.env')).toBe(`# key\nexport CLERK_SECRET_KEY="${secret}"\nMULTI="${secret}\n${secret}=x"\n`);
    expect(read('apps/.env.local')).toBe(`CLERK_API_KEY=${secret}\nCLERK_SECRET_KEY=other\n`);
    for (const code of ['api-key-renamed', 'publishable-key-missing', 'variable-twice', 'variable-elsewhere'])
      expect(stdout).toContain(code);
  });

  it('are left where nothing uses the retired SDK', () => {
    project.write({ 'package.json': manifest({ '@clerk/express': '^2.0.0' }), '.env': 'CLERK_API_KEY=x\n' });
    upgrade(project.folder, '--force');
    expect(read('.env')).toBe('CLERK_API_KEY=x\n');
  });
});

describe('package.json', () => {
  it('goes to our packages and back, with all else as it was', () => {
    const text = `{\n\t"name": "app",\n\t"dependencies": {\n\t\t"@clerk/backend": "^3.25.0",\n\t\t"@clerk/express": "^2.1.70", "express": "5"\n\t}\n}`;
    const code = "import '@clerk/express';\nimport '@clerk/backend';\n";
    project.write({ 'package.json': text, 'a.js': code });
    upgrade(project.folder, '--force');
    expect(read('package.json')).toMatch(
      /"@acme\/backend": "\^[^"]+",\n\t\t"@acme\/express": "\^[^"]+", "express": "5"/,
    );
    expect(read('a.js')).toBe("import '@acme/express';\nimport '@acme/backend';\n");
    upgrade(project.folder, '--force', '--to', 'clerk');
    expect(read('package.json')).toBe(text);
    expect(read('a.js')).toBe(code);
  });

  it('says so where an older Node is allowed', () => {
    const text = JSON.stringify({ engines: { node: '>=18' }, dependencies: { '@clerk/express': '^1.0.0' } });
    project.write({ 'package.json': text });
    const report = JSON.parse(upgrade(project.folder, '--force', '--json').stdout) as { findings: { code: string }[] };
    expect(report.findings.map(({ code }) => code)).toEqual(['node-version']);
  });

  it('gets what the new code needs, keeps the old package while it is used, and keeps versions that stand elsewhere', () => {
    const code =
      "import { HttpError, users } from '@clerk/clerk-sdk-node';\nexport const is = (e) => e instanceof HttpError;\nexport { users };\n";
    project.write({
      'package.json': manifest({ '@clerk/backend': 'catalog:', '@clerk/clerk-sdk-node': '2.6.3', svix: '1' }),
      'a.js': code,
    });
    const { stdout } = upgrade(project.folder, '--force');
    expect((JSON.parse(read('package.json')) as { dependencies: unknown }).dependencies).toMatchObject({
      '@acme/backend': 'catalog:',
      '@clerk/clerk-sdk-node': '2.6.3',
    });
    for (const code of ['dependency-kept', 're-export-left', 'version-unknown', 'svix']) expect(stdout).toContain(code);
  });
});

describe('workspaces', () => {
  it('are migrated together, each package by its own dependencies', () => {
    const server =
      "import { users } from '@clerk/clerk-sdk-node';\nexport const one = async () => (await users.getUserList())[0];\n";
    const newer = `import { clerkClient, ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
app.use(ClerkExpressWithAuth());
export const one = async () => (await clerkClient.users.getUserList()).data[0];
`;
    project.write({
      'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }\n',
      'package-lock.json': '{}',
      'packages/old/package.json': manifest({ '@clerk/clerk-sdk-node': '4.1.0' }),
      'packages/old/a.ts': server,
      'packages/new/package.json': manifest({ '@clerk/clerk-sdk-node': '~5.1.0', fastify: '5' }),
      'packages/new/a.mts': newer,
      'packages/other/package.json': manifest({ express: '5' }),
      'packages/other/a.js': 'app.get("/", (req, res) => res.json(req.auth.userId));\n',
    });
    const { stdout } = upgrade(project.folder, '--force');
    expect(read('packages/old/a.ts')).toContain("from '@acme/backend';");
    expect(read('packages/old/a.ts')).toContain('(await clerkClient.users.getUserList()).data[0]');
    expect(read('packages/new/a.mts')).toContain("from '@acme/fastify';");
    expect(read('packages/other/a.js')).toContain('req.auth.userId');
    expect(stdout).toContain('npm install');
    expect(existsSync(join(project.folder, 'packages/old/node_modules'))).toBe(false);
  });
});
