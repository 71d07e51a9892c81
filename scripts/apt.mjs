// Installs a Debian package, where that can be done without asking.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs a package with apt-get, if this runs as root on a machine that has it, and says so.
 * @param {string} packageName
 * @returns {boolean} whether it is installed now
 */
export function installWithApt(packageName) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packageName} with apt-get (this machine runs as root) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', packageName]]) {
    const { status } = spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) {
      console.log(`apt-get ${args.join(' ')} failed.`);
      return false;
    }
  }
  return true;
}
