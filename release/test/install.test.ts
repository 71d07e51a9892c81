import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packagesNeededBy } from '../src/installed-packages.js';
import { installWithPnpm, installWithYarn } from '../src/package-managers.js';
import { everything, packages, scoped } from '../src/published.js';
import { runtimes } from '../src/runtimes.js';
import { emptyFolder, run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// What users do first: install into an empty folder, import, and bundle.

const { registry, folder, installed, npmOutput } = inject('released');

const libraries = packages.filter((name) => name !== 'upgrade');
const checks = {
  'check.mjs': `${libraries
    .map(
      (name, index) =>
        `import * as p${index} from '@acme/${name}';\nif (Object.keys(p${index}).length === 0) throw new Error('${name}');`,
    )
    .join('\n')}\nconsole.log('fine');\n`,
  'check.cjs': `for (const name of ${JSON.stringify(libraries)})
  if (Object.keys(require('@acme/' + name)).length === 0) throw new Error(name);\nconsole.log('fine');\n`,
};
function writeChecks(place: string): void {
  for (const [file, text] of Object.entries(checks)) writeFileSync(join(place, file), text);
}

/** Installs every package into a folder of its own. */
async function installWith(install: typeof installWithPnpm, name: string): Promise<readonly [string, string]> {
  const place = emptyFolder(folder, name);
  return [place, await install(registry, place, everything)];
}
const managers = {
  npm: () => [installed, npmOutput] as const,
  pnpm: () => installWith(installWithPnpm, 'pnpm'),
  yarn: () => installWith(installWithYarn, 'yarn'),
};

describe.concurrent.each(Object.entries(managers))('%s', (_name, installAll) => {
  let place: string;
  let output: string;
  beforeAll(async () => {
    [place, output] = await installAll();
    writeChecks(place);
  });

  it('installs every package without a complaint about peers', () => {
    expect(output).not.toMatch(/peer|ERESOLVE|YN0002|YN0060|YN0086/i);
  });

  it('gives packages that can be imported and required', async () => {
    for (const file of Object.keys(checks))
      expect(await run(hostNode, [file], { cwd: place, env: registry.env })).toBe('fine\n');
  });

  it('gives commands', async () => {
    const bin = join(place, 'node_modules/.bin');
    expect(await run(join(bin, 'acme-emulator'), ['--help'], { cwd: place })).toContain('start');
    expect(await run(join(bin, 'upgrade'), ['--help'], { cwd: place })).toContain('--dry-run');
  });
});

describe('a server', () => {
  it('gets neither React nor install scripts', () => {
    const servers = scoped(['backend', 'express', 'fastify', 'hono', 'node-legacy']);
    const needed = [...packagesNeededBy(installed, servers, true)];
    expect(needed.map(([path]) => path)).toEqual(expect.arrayContaining(['node_modules/express', 'node_modules/hono']));
    expect(needed.map(([path]) => path).filter((path) => /node_modules\/(@types\/)?react/.test(path))).toEqual([]);
    expect(needed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });
});

// Once, before the runtimes that read them side by side.
beforeAll(() => writeChecks(installed));

describe.concurrent.each(Object.entries(runtimes))('%s', (_name, [program = '', ...args]) => {
  it.each(Object.keys(checks))('runs %s of a folder that npm installed', async (file) => {
    expect(await run(program, [...args, file], { cwd: installed, env: registry.env })).toBe('fine\n');
  });
});

it('is bundled for workers without anything of Node.js', async () => {
  const entry = join(installed, 'worker.mjs');
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
