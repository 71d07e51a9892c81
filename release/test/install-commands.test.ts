import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { emptyFolder, root, run } from '../src/workspace.js';

// Every `npm install` in the blocks of a page runs as it is printed, with the packages as they are published. npm is set to write the lockfile
// alone: it looks up each name, version and peer dependency, and does not fetch the packages of a framework. What a page names without a
// version is the newest of the day, as for a reader.

const { registry, folder } = inject('released');

const pages = [
  ...['quick-start', 'frameworks', 'guides'].flatMap((part) =>
    readdirSync(join(root, 'docs', part)).map((name) => `docs/${part}/${name}`),
  ),
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`),
];

/** The official components for browsers come with some hundred packages, of which registries get the newest at different times. */
const isOfComponents = (command: string) => /^npm install --save-dev @clerk\/clerk-js @clerk\/ui$/.test(command);

/** The lines of a page, without comments. */
const commandsOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^npm (?:install|uninstall) .*$/gm)]
    .map(([line]) => line.replace(/ +#.*/, ''))
    .filter((command) => !isOfComponents(command));

/** The quick start, the guide and the README of a framework speak of one application. A line that several print runs once. */
const applications = new Map<string, readonly string[]>();
const known = new Set<string>();
for (const page of pages) {
  const [, name = ''] = /([\w-]+)(?:\/README)?\.md$/.exec(page) ?? [];
  const own = commandsOf(page).filter((command) => !known.has(command) && known.add(command));
  applications.set(name, [...(applications.get(name) ?? []), ...own]);
}
const withCommands = [...applications].filter(([, commands]) => commands.length > 0);

it.concurrent.each(withCommands)(
  'npm can install what the pages of %s are the first to say',
  async (name, commands) => {
    const place = emptyFolder(folder, `install-${name}`, { type: 'module' });
    const env = { ...registry.env, npm_config_package_lock_only: 'true', npm_config_ignore_scripts: 'true' };
    for (const command of commands) await run('sh', ['-c', command], { cwd: place, env });
    const names = commands
      .filter((command) => command.startsWith('npm install'))
      .flatMap((command) => command.split(' ').slice(2))
      .filter((word) => !word.startsWith('-'))
      .map((word) => word.replace(/(?<=.)@.*$/, ''));
    const lock = readFileSync(join(place, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, unknown>> };
    expect(Object.keys(packages)).toEqual(expect.arrayContaining(names.map((each) => `node_modules/${each}`)));
  },
);

it('knows the lines', () => {
  expect(known.size).toBeGreaterThan(40);
});
