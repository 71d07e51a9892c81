// Checks the types of every package. Beside each configuration TypeScript keeps what it found (`*.tsbuildinfo`), so that the next run checks
// only what changed. `--force`, because TypeScript would not notice that the built declarations of another package changed.
import { readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/pnpm.mjs';

const notOurs = new Set(['node_modules', 'dist', 'vectors', 'samples', 'legacy', 'coverage']);

/**
 * The configurations below a folder: every JSON file that extends a `tsconfig` of this repository.
 * @param {string} folder
 * @returns {readonly string[]}
 */
function configurations(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || notOurs.has(entry.name) ? [] : configurations(path);
    if (!entry.name.endsWith('.json') || entry.name === 'test-results.json') return [];
    return /^\s*"extends": "[./]+tsconfig(\.base)?\.json"/m.test(readFileSync(path, 'utf8')) ? [path] : [];
  });
}

/** Whether a configuration finds modules in a way that TypeScript 7 no longer has. */
const isOld = (/** @type {string} */ file) => readFileSync(file, 'utf8').includes('"moduleResolution": "node10"');

/**
 * Checks each configuration as a program of its own, in one process, which reads the declarations of Node.js and of the frameworks once.
 * @param {string} compiler name of its package
 * @param {readonly string[]} files the configurations
 * @returns {boolean} whether all types are right
 */
function check(compiler, files) {
  const program = join(import.meta.dirname, 'node_modules', compiler, 'bin', 'tsc');
  const args = [program, '--build', '--force', '--incremental', ...files];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

// TypeScript 7 checks the same in less than half of the time. What users compile with older ones is compiled with them in `release/`.
const files = configurations(root);
const passed = [
  check(
    'typescript-native',
    files.filter((file) => !isOld(file)),
  ),
  check('typescript', files.filter(isOld)),
];
process.exitCode = passed.every(Boolean) ? 0 : 1;
