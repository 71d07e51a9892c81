import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { isInSample, keepResult, keyOf, readNoticed } from './results.mjs';

/**
 * @typedef {import('@stryker-mutator/api/test-runner').TestRunner} TestRunner
 * @typedef {import('@stryker-mutator/api/test-runner').MutantRunOptions} MutantRunOptions
 */

const subject = process.env['MUTATION_SUBJECT'] ?? 'all';

/** Vitest's runner, which does not measure again what is known to be noticed, and keeps each result at once. */
class RememberingRunner {
  #inner;
  #noticed = readNoticed(subject);

  /** @param {TestRunner} inner */
  constructor(inner) {
    this.#inner = inner;
  }

  capabilities() {
    return this.#inner.capabilities();
  }

  async init() {
    await this.#inner.init?.();
  }

  /** @param {import('@stryker-mutator/api/test-runner').DryRunOptions} options */
  dryRun(options) {
    return this.#inner.dryRun(options);
  }

  async dispose() {
    await this.#inner.dispose?.();
  }

  /**
   * @param {MutantRunOptions} options
   * @returns {Promise<import('@stryker-mutator/api/test-runner').MutantRunResult>}
   */
  async mutantRun(options) {
    const key = keyOf(options.activeMutant);
    if (!isInSample(key)) return { status: MutantRunStatus.Error, errorMessage: 'The change is not in the sample.' };
    const noticed = this.#noticed.get(key);
    if (noticed) return noticed;
    const result = await this.#inner.mutantRun(options);
    keepResult(subject, key, result);
    return result;
  }
}

/** @param {import('@stryker-mutator/api/plugin').Injector<import('@stryker-mutator/api/plugin').PluginContext>} injector */
function createRunner(injector) {
  const [vitest] = vitestPlugins;
  if (!vitest) throw new Error('The package of the Vitest runner exports no plugin.');
  return new RememberingRunner(injector.injectFunction(vitest.factory));
}
createRunner.inject = /** @type {['$injector']} */ (['$injector']);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'remembering', createRunner)];
