import { hostNode } from '../../scripts/host-node.mjs';
import { programIn } from './package-managers.js';

const arch = process.arch === 'arm64' ? 'arm64' : 'x64';

/** Bun, which serves a module with a fetch handler. */
export const bun = programIn('bun', `../@oven/bun-linux-${arch === 'x64' ? 'x64' : 'aarch64'}/bin/bun`);

/** How each runtime that users may have is started. */
export const runtimes: Readonly<Record<string, readonly string[]>> = {
  'Node.js 20': [hostNode],
  'Node.js 22': [programIn(`node22-linux-${arch}`, 'bin/node')],
  'Node.js 24': [programIn(`node24-linux-${arch}`, 'bin/node')],
  'Node.js 26': [programIn(`node26-linux-${arch}`, 'bin/node')],
  Bun: [bun],
  Deno: [programIn('deno', `../@deno/linux-${arch}-glibc/deno`), 'run', '--allow-all', '--quiet'],
};
