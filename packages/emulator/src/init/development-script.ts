import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppFramework } from './app-framework.js';
import type { Manifest } from './manifest.js';
import { runScriptCommand, type PackageManager } from './package-manager.js';

/** How an application is run while one develops. */
export interface DevelopmentScript {
  /** The script of `package.json` that is added: it starts emulator and application. */
  readonly added: { readonly name: string; readonly command: string } | undefined;
  /** The script of that kind, added or not. */
  readonly name: string | undefined;
  /** The command that runs the application alone; undefined if it is not known. */
  readonly run: readonly [string, ...string[]] | undefined;
  readonly notes: readonly string[];
}

const usual = ['dev', 'start:dev', 'develop'];
const scriptName = 'dev:offline';

/** Files that Node.js runs as they are, in the order in which they are looked for. */
const entries = ['server', 'app', 'index', 'main', 'src/server', 'src/app', 'src/index', 'src/main'].flatMap((name) =>
  ['js', 'mjs', 'cjs'].map((ending) => `${name}.${ending}`),
);

/** Finds how the application is run, and the script that runs it together with the emulator. */
export function findScript(
  folder: string,
  { scripts, main }: Manifest,
  framework: AppFramework,
  packageManager: PackageManager,
): DevelopmentScript {
  // `start` of a framework runs what was built, so it is no way to develop.
  const names = framework.command ? usual : [...usual, 'start'];
  const existing = names.find((name) => scripts[name] !== undefined && !scripts[name].includes('acme-emulator'));
  const entry = [main ?? '', ...entries].find((path) => /\.[cm]?js$/.test(path) && existsSync(join(folder, path)));
  const program = framework.command ?? (entry === undefined ? undefined : ['node', entry]);
  const [first, ...rest] = existing === undefined ? (program ?? []) : runScriptCommand(packageManager, existing);
  if (first === undefined) {
    const note = `package.json has no script such as "dev", so no script ${scriptName} is added. Run your server with: npx @acme/emulator exec -- <command>`;
    return { added: undefined, name: undefined, run: undefined, notes: [note] };
  }
  const flags = framework.naming === undefined ? '' : ` --framework ${framework.naming}`;
  const command = `acme-emulator exec${flags} -- ${[first, ...rest].join(' ')}`;
  const present = scripts[scriptName];
  // Only a package manager finds the commands in node_modules/.bin.
  const isLocal = existing === undefined && framework.command !== undefined;
  const run: readonly [string, ...string[]] = isLocal ? ['npx', first, ...rest] : [first, ...rest];
  if (present === undefined) return { added: { name: scriptName, command }, name: scriptName, run, notes: [] };
  const isOurs = present.includes('acme-emulator');
  const notes = isOurs ? [] : [`package.json has a script ${scriptName} of its own. It stays.`];
  return { added: undefined, name: isOurs ? scriptName : undefined, run, notes };
}
