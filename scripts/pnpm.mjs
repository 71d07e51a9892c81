// Runs the pnpm version this repository pins, on a machine that has only Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The `packageManager` field of the root package.json, for example `pnpm@10.34.9`.
 * @returns {string}
 */
function pinnedPnpm() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const pin = String(manifest.packageManager);
  if (!/^pnpm@\d+\.\d+\.\d+$/.test(pin)) throw new Error(`package.json: packageManager must be pnpm@x.y.z, got ${pin}`);
  return pin;
}

/**
 * The command line that starts the pinned pnpm. It uses the pnpm on PATH when that is the pinned version (the second it
 * saves counts in a warm run), and npx otherwise. Corepack is avoided: it refuses registries that do not sign packages.
 * @returns {readonly string[]}
 */
function pnpmCommand() {
  const pin = pinnedPnpm();
  if (process.platform !== 'win32') {
    const onPath = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8' });
    if (onPath.status === 0 && `pnpm@${onPath.stdout.trim()}` === pin) return ['pnpm'];
  }
  // npm tells where it is, so npx can be run by node itself: no shell, no .cmd file, on any platform.
  const npx = process.env.npm_execpath ? join(dirname(process.env.npm_execpath), 'npx-cli.js') : '';
  const launcher = npx && existsSync(npx) ? [process.execPath, npx] : ['npx'];
  return [...launcher, '--yes', pin];
}

/** @type {readonly string[] | undefined} */
let command;

/**
 * Runs the pinned pnpm in the repository and waits for it; its output goes to this terminal.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function pnpm(args, env = process.env) {
  command ??= pnpmCommand();
  const [file = 'npx', ...first] = command;
  const child = spawn(file, [...first, ...args], {
    cwd: root,
    // `npm --silent test` asks npm to be silent, but pnpm would read the variable as its own and hide its progress.
    env: { ...env, npm_config_loglevel: undefined },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: file === 'npx' && process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new Error(`${file} could not be started. Is npm installed?`, { cause })));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
