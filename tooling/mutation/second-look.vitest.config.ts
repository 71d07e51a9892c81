import { fileURLToPath } from 'node:url';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base, { leftOut } from './vitest.config.js';

const findsCoverage = process.env['MUTATION_COVERAGE'] !== undefined;

/** The files in the order in which `second-look.mjs` names them. */
class AsNamed extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const named = (process.env['MUTATION_FILES'] ?? '').split('\n');
    const rank = ({ moduleId }: TestSpecification) => named.indexOf(moduleId);
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

/** Runs tests with the change that `__STRYKER_ACTIVE_MUTANT__` names, until the first that fails: see `second-look.mjs`. */
const config: ViteUserConfig = mergeConfig(base, {
  test: {
    bail: 1,
    testTimeout: 30_000,
    execArgv: ['--no-warnings'],
    setupFiles: [fileURLToPath(new URL(findsCoverage ? './keep-coverage.ts' : './stop-loops.ts', import.meta.url))],
    // Each file reports which changes it runs while it loads the sources, too.
    isolate: findsCoverage,
    pool: 'forks',
    maxWorkers: 1,
    onConsoleLog: () => false,
    sequence: { sequencer: AsNamed },
  },
});
// `mergeConfig` would add to the list instead of replacing it.
export default { ...config, test: { ...config.test, exclude: leftOut } };
