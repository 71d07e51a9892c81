import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { commandsFor } from '../../docs/.vitepress/package-managers.js';
import { commandsOf } from '../src/manager-commands.js';
import { emptyFolder, root, run } from '../src/workspace.js';

// The commands that the pages print for pnpm, Yarn and Bun, which are made from those for npm, install and run what is published.

const { registry, folder } = inject('released');
const [install = '', test = ''] = [
  ...readFileSync(join(root, 'docs/frameworks/hono.md'), 'utf8').matchAll(/^```sh\n(.*?)\n```$/gms),
]
  .map(([, code = '']) => code)
  .filter((code) => code.startsWith('npm install'));

it.concurrent.each(['pnpm', 'yarn', 'bun'] as const)('%s', async (manager) => {
  const place = emptyFolder(folder, `commands-${manager}`, { type: 'module' });
  const env = commandsOf(manager, registry, place);
  const shell = (command: string) => run('sh', ['-c', commandsFor(command)?.[manager] ?? command], { cwd: place, env });
  await shell(install);
  await shell(test.split('\n')[0] ?? '');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Record<
    string,
    object
  >;
  expect(Object.keys(dependencies ?? {}).sort()).toEqual(['@acme/hono', '@hono/node-server', 'hono']);
  expect(Object.keys(devDependencies ?? {})).toEqual(['@acme/emulator']);
  expect(existsSync(join(place, 'node_modules/@acme/hono/package.json'))).toBe(true);
  const program = "node --print 'process.env.CLERK_API_URL'";
  expect(await shell(`npx @acme/emulator exec --port 0 -- ${program}`)).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
});
