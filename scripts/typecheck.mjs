// Checks the types of every package in one process, which reads the declarations of Node.js and of the frameworks once. Beside each
// configuration TypeScript keeps what it found (`*.tsbuildinfo`), so that the next run checks only what changed. `--force`, because TypeScript
// would not notice that the built declarations of another package changed.
import { readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './pnpm.mjs';

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

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const options = ['--build', '--force', '--incremental'];
const { status } = spawnSync(process.execPath, [compiler, ...options, ...configurations(root)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
