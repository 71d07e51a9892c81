import { fileURLToPath } from 'node:url';

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Changes the sources of the backend, one small change at a time, and sees whether a test notices. `mutation.mjs` runs it
 * in `packages/backend` and says which files.
 */
export default {
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner')), here('remembering-runner.mjs')],
  testRunner: 'remembering',
  vitest: { configFile: here('vitest.config.ts'), related: false },
  coverageAnalysis: 'perTest',
  // Code that runs while a module is loaded: each change would need a new process.
  ignoreStatic: true,
  // The tests read files outside the package, so no copy of it would do; what is changed is put back at the end.
  inPlace: true,
  concurrency: Number(process.env['MUTATION_CONCURRENCY'] ?? 2),
  timeoutMS: 20_000,
  timeoutFactor: 3,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: here(`reports/${process.env['MUTATION_SUBJECT'] ?? 'all'}.json`) },
  tempDirName: here('.stryker-tmp'),
  disableTypeChecks: false,
  warnings: { slow: false },
};
