import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Runs the tests once, and in this run each test with each change that it can notice: see `quick-runner.ts`. */
export default mergeConfig(base, {
  test: {
    runner: fileURLToPath(new URL('./quick-runner.ts', import.meta.url)),
    // What a change leaves in modules affects the tests of one file only.
    isolate: true,
    pool: 'forks',
    maxWorkers: Number(process.env['MUTATION_CONCURRENCY'] ?? 2),
    // A test that hangs with a change has failed.
    testTimeout: 6_000,
    // The same warnings would come thousands of times.
    execArgv: ['--no-warnings'],
    onConsoleLog: () => false,
  },
});
