import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Of this machine, as the packages name it. */
export const cpu = { x64: { bun: 'x64', workerd: '64' }, arm64: { bun: 'aarch64', workerd: 'arm64' } }[
  process.arch === 'arm64' ? 'arm64' : 'x64'
];

/** A file of a package's native part, which npm chose for this system. */
export function nativeProgram(owner: string, path: string): string {
  return createRequire(require.resolve(`${owner}/package.json`)).resolve(path);
}
