import { readFileSync } from 'node:fs';
import type { UserConfig } from 'tsdown';

/** Version of the package that is being built. */
function packageVersion(): string {
  const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  return packageJson.version;
}

/** Whether a chunk declares a name once and for all. */
function isConstant(code: string, name: string): boolean {
  return new RegExp(`^(?:const|class|(?:async )?function) ${name.replace(/\$/g, '\\$&')}(?![\\w$])`, 'm').test(code);
}

const getter =
  /^Object\.defineProperty\(exports, '([\w$]+)', \{\n {2}enumerable: true,\n {2}get: function \(\) \{\n {4}return ([\w$]+);\n {2}\}\n\}\);$/gm;

/**
 * CommonJS chunks give each other what they share through functions, five lines for each name. What never changes is assigned
 * instead: that is a tenth of what `require` has to read at every start.
 */
const plainExports = {
  name: 'plain-exports',
  renderChunk: (code: string) =>
    code.replace(getter, (whole: string, name: string, value: string) =>
      isConstant(code, value) ? `exports.${name} = ${value};` : whole,
    ),
};

/** Build settings every published package shares: ESM and CJS, each with its own declaration files. */
export function base({ outputOptions, ...options }: UserConfig & { outputOptions?: object }): UserConfig {
  return {
    format: ['esm', 'cjs'],
    platform: 'node',
    target: 'node20',
    dts: true,
    // `.js` and `.cjs`, whatever the platform.
    fixedExtension: false,
    // Code keeps its lines and names: Node.js prints the line that an uncaught error comes from, and that must not be a whole file.
    minify: false,
    // Comments are for those who read the source; the bytes are read at every start of a process.
    outputOptions: ({ chunkFileNames }) => ({
      comments: { legal: true, annotation: true, jsdoc: false },
      // Named by its content, a chunk of an earlier build would stay: the task runner deletes nothing where it restores a build.
      chunkFileNames: String(chunkFileNames).replace('[hash]', 'chunk'),
      ...outputOptions,
    }),
    inputOptions: {
      // No comments that say which source file a piece comes from: declarations are half of what is installed.
      experimental: { attachDebugInfo: 'none' },
      // What is bundled comes as ES modules, of which only what is used is taken.
      resolve: { mainFields: ['module', 'main'] },
    },
    plugins: [plainExports],
    checks: { pluginTimings: false },
    define: { __PACKAGE_VERSION__: JSON.stringify(packageVersion()) },
    ...options,
  };
}
