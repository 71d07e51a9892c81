import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const modules = here('../node_modules');

/** A major version of the retired SDK. */
export type LegacyVersion = 'v2' | 'v4' | 'v5';

/** A sample server in a folder of its own, ready to start. */
export interface PreparedSite {
  /** The file to start. */
  readonly main: string;
  readonly remove: () => void;
}

function run(program: string, args: readonly string[], cwd: string): void {
  try {
    execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** What the site finds installed: the packages of this repository, and ours under the name of the retired SDK. */
function linkModules(folder: string): void {
  for (const entry of readdirSync(modules).filter((name) => !name.startsWith('.'))) {
    const isScope = entry.startsWith('@');
    const target = join(folder, 'node_modules', entry);
    if (!isScope) {
      mkdirSync(join(folder, 'node_modules'), { recursive: true });
      symlinkSync(join(modules, entry), target);
      continue;
    }
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(join(modules, entry))) symlinkSync(join(modules, entry, name), join(target, name));
  }
  symlinkSync(join(modules, '@acme/node-legacy'), join(folder, 'node_modules/@clerk/clerk-sdk-node'));
}

/** Checks the types and compiles; a site in JavaScript is left as it is. */
function compile(folder: string): void {
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    strict: true,
    rootDir: 'src',
    outDir: 'out',
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [here('../../node_modules/@types')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  run(process.execPath, [join(modules, 'typescript/bin/tsc')], folder);
}

/**
 * Prepares a sample server that was written for a major version of the retired SDK.
 * @param isUpgraded - whether `npx @acme/upgrade` is run on it; otherwise our package stands in for the SDK
 */
export function prepareLegacySite(version: LegacyVersion, isUpgraded: boolean): PreparedSite {
  const folder = mkdtempSync(join(tmpdir(), 'legacy-site-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(here(`../legacy/${version}`), folder, { recursive: true });
    if (isUpgraded) {
      writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
      const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost'];
      run('git', ['init', '-q'], folder);
      run('git', ['add', '-A'], folder);
      run('git', [...identity, 'commit', '-qm', 'As it was'], folder);
      run(process.execPath, [join(modules, '@acme/upgrade/bin/upgrade.js'), '--to', 'express'], folder);
    }
    linkModules(folder);
    if (isUpgraded) rmSync(join(folder, 'node_modules/@clerk/clerk-sdk-node'));
    if (!existsSync(join(folder, 'src'))) return { main: join(folder, 'server.js'), remove };
    compile(folder);
    return { main: join(folder, 'out/server.js'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
