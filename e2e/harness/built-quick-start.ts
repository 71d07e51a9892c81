import { createEmulator, type Emulator } from '@acme/emulator';
import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { freePort } from 'testing/free-port';
import type { Framework } from './frameworks.js';
import { commandsIn, PageCommands } from './page-commands.js';
import { filesIn, newerNode, pageText, writeFiles } from './quick-start.js';

/** The application of a quick start, built and served by the commands that the page prints. */
export interface BuiltQuickStart {
  readonly emulator: Emulator;
  readonly url: string;
  /** What the commands wrote into `package.json`. */
  readonly manifest: unknown;
  /** Ends the server and the emulator, and removes the files. */
  readonly stop: () => Promise<void>;
}

/** The commands of a page that write the manifest, and those of its section about production. */
function commandsOf(page: string): { readonly manifest: readonly string[]; readonly production: readonly string[] } {
  const text = pageText(`quick-start/${page}`);
  const manifest = commandsIn(text).filter((line) => /^npm (?:init|pkg) /.test(line));
  const [, after = ''] = text.split(/^## In production$/m);
  const [production = ''] = after.split(/^## /m);
  return { manifest, production: commandsIn(production) };
}

/** Lists what `npm install` would list. The packages are in the folder above, where Node.js and `npx` find them. */
function addDependencies(folder: string, manifest: Manifest, { files }: Framework): void {
  const { dependencies } = JSON.parse(files?.['package.json'] ?? '{}') as Manifest;
  if (dependencies) writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }));
}
type Manifest = Readonly<Record<string, unknown>>;

/** npm puts the server of TanStack Start beside it; pnpm keeps it with the package that depends on it. */
function linkServer(folder: string): void {
  const besides = (place: string, name: string) => realpathSync(join(place, name));
  const start = besides(join(folder, '../node_modules/@tanstack'), 'react-start');
  const server = besides(join(besides(dirname(start), 'start-plugin-core'), '../..'), 'srvx');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(server, 'bin/srvx.mjs'), join(folder, 'node_modules/.bin/srvx'));
}

/**
 * Builds the application of a quick start and serves it, as the page says, with the packages of this repository.
 * @throws {Error} when a command fails; the message has what it printed
 */
export async function startBuilt(framework: Framework): Promise<BuiltQuickStart> {
  const folder = join(import.meta.dirname, '..', framework.beside, 'built');
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  remove();
  mkdirSync(folder);
  const emulator = await createEmulator({ sessionTokenLifetimeSeconds: 3600 });
  const port = await freePort();
  const node = framework.nodeOf === undefined ? process.execPath : newerNode(framework.nodeOf);
  const commands = new PageCommands(folder, {
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    HOME: process.env.HOME,
    ...framework.env,
    ...emulator.env,
    PORT: String(port),
    // A command that is not installed is an error, and nothing is fetched.
    npm_config_yes: 'false',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  });
  const { manifest, production } = commandsOf(framework.page);
  const url = `http://localhost:${String(port)}`;
  try {
    for (const line of manifest) await commands.run(line);
    const { files = {} } = framework;
    const others = Object.entries(files).filter(([path]) => path !== 'package.json');
    writeFiles(folder, [...others, ...filesIn(pageText(`quick-start/${framework.page}`))]);
    const written = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    addDependencies(folder, written, framework);
    if (framework.page === 'tanstack-react-start') linkServer(folder);
    for (const line of production.slice(0, -1)) await commands.run(line);
    const end = await commands.serve(production.at(-1) ?? '', url);
    return {
      emulator,
      url,
      manifest: written,
      stop: () =>
        end()
          .then(() => emulator.close())
          .finally(remove),
    };
  } catch (error) {
    await emulator.close();
    remove();
    throw error;
  }
}
