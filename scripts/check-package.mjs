// Run in a package's folder: packs it as it would be published, and checks the archive with publint and
// "are the types wrong". No rule of either is switched off.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'pack-'));

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`${program} could not be started: ${error.message}`);
  return status === 0;
}

/** Packed by pnpm, which puts real versions where the manifest says `workspace:` and `catalog:`. */
function check() {
  if (!run('pnpm', ['pack', '--pack-destination', folder])) return false;
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) return false;
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  console.log(`Checking ${name} ...`);
  const file = join(folder, archive);
  // A package for a framework without CommonJS has none either.
  const isModulesOnly = !JSON.stringify(exports).includes('"require"');
  const profile = isModulesOnly ? ['--profile', 'esm-only'] : [];
  const passed = [run('publint', [file, '--strict']), run('attw', [file, ...profile])];
  return passed.every(Boolean);
}

try {
  if (!check()) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
