import { spawn } from 'node:child_process';
import { nodeOfPackage } from './node-of-package.js';

/**
 * Starts a program on the Node.js of the package, from a folder of it, and ends with it.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function startProgram(args, cwd) {
  const program = spawn(nodeOfPackage(), args, { cwd, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => program.kill(signal));
  program.on('exit', (code) => process.exit(code ?? 0));
}
