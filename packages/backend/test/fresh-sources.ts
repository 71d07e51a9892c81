import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { inject } from 'vitest';
import type * as errors from '../src/errors.js';
import type * as index from '../src/index.js';
import type * as internal from '../src/internal.js';
import type * as jwt from '../src/jwt.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the sources are built with: the modules that replace `#crypto` and `#transport`, and constants. */
    sources: { readonly alias: Readonly<Record<string, string>>; readonly define: Readonly<Record<string, string>> };
  }
}

/** What the package exports. */
export type Sources = typeof errors & typeof index & typeof internal & typeof jwt;

type Evaluate = (require: NodeJS.Require, module: { exports: object }) => void;

const entries = ['index', 'internal', 'jwt', 'errors'];

/** The sources as one script. */
async function bundleSources(): Promise<Evaluate> {
  const src = fileURLToPath(new URL('../src/', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: entries.map((name) => `export * from './${name}.js';`).join('\n'), resolveDir: src },
    ...inject('sources'),
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
  });
  const code = `(function (require, module) {${outputFiles[0]?.text ?? ''}\n})`;
  return new Script(code, { filename: `${src}sources.cjs` }).runInThisContext() as Evaluate;
}

let bundled: Promise<Evaluate> | undefined;
const require = createRequire(import.meta.url);

/**
 * The public functions as a new process has them, with nothing remembered. `vi.resetModules` with an import does the same, but takes twenty
 * times as long: it loads each module again, while the script that is used here is compiled once.
 */
export async function loadFreshSources(): Promise<Sources> {
  bundled ??= bundleSources();
  const module = { exports: {} };
  (await bundled)(require, module);
  return module.exports as Sources;
}
