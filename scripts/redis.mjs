// Finds the Redis (or Valkey) server that tests of the shared token cache start, and gets one where the machine has none.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt } from './apt.mjs';

const names = ['redis-server', 'valkey-server'];

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Looks for a server: `REDIS_SERVER_PATH`, then PATH.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} its path
 * @throws {Error} when the environment names a file that cannot be run: silently taking another would mislead
 */
export function findRedis(env = process.env) {
  const named = env.REDIS_SERVER_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`REDIS_SERVER_PATH=${named} is not a program that can be run.`);
    return named;
  }
  const folders = (env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/**
 * The server to test with; installs one when there is none, and says so.
 * @returns {string} its path
 * @throws {Error} when there is none and none can be had, with the command to run
 */
export function ensureRedis() {
  const found = findRedis() ?? (installWithApt('redis-server') ? findRedis() : undefined);
  if (found) return found;
  const command = process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install -y redis-server';
  throw new Error(
    'The tests of the shared token cache need a Redis or Valkey server, and none was found or could be installed. ' +
      `Run \`${command}\`, or set REDIS_SERVER_PATH to the server's program, and try again.`,
  );
}
