// What the packages cost before the first request: import time in a fresh process, and size in a worker's bundle.
import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median } from './median.js';
import { report } from './report.js';

const rounds = process.argv.includes('--quick') ? 5 : 25;

/** @type {Readonly<Record<string, string>>} */
const imports = {
  nothing: '',
  '@acme/backend': "await import('@acme/backend');",
  '@acme/backend/jwt': "await import('@acme/backend/jwt');",
  '@acme/express': "await import('@acme/express');",
  '@clerk/backend': "await import('@clerk/backend');",
  '@clerk/express': "await import('@clerk/express');",
  jose: "await import('jose');",
};

/** @param {string} code */
function importTime(code) {
  const script = `const start = performance.now(); ${code} process.stdout.write(String(performance.now() - start));`;
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname }),
  );
}

/** @type {Map<string, number[]>} */
const times = new Map(Object.keys(imports).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, code] of Object.entries(imports)) times.get(name)?.push(importTime(code));
}
const official = median(times.get('@clerk/backend') ?? []);
report(
  'import in a fresh process',
  [...times].map(([name, values]) => ({ name, ms: median(values), 'to @clerk/backend': median(values) / official })),
);

/** @type {Readonly<Record<string, string>>} */
const bundles = {
  'ours, verifyToken':
    "import { verifyToken } from '@acme/backend'; export default { fetch: () => verifyToken('', {}) };",
  'ours, the whole client':
    "import { createClerkClient } from '@acme/backend'; export default { fetch: () => createClerkClient({}) };",
  'official, verifyToken':
    "import { verifyToken } from '@clerk/backend'; export default { fetch: () => verifyToken('', {}) };",
  'official, the whole client':
    "import { createClerkClient } from '@clerk/backend'; export default { fetch: () => createClerkClient({}) };",
};

const sizes = [];
for (const [name, contents] of Object.entries(bundles)) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['workerd'],
    tsconfigRaw: {},
    external: ['node:*'],
    logLevel: 'error',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  sizes.push({ name, 'minified kB': code.length / 1000, 'gzip kB': gzipSync(code, { level: 9 }).length / 1000 });
}
report('bundled for workerd', sizes);
