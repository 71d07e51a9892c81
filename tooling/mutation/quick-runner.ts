import { TestRunner } from 'vitest';
import { keepNoticed, readChanges, readNoticed } from './results.mjs';
import { Trial, type Change, type Switches } from './trial.js';

/** For how long (CPU time) the tests of a file run with a change that they do not notice: it is left to other files, and to the second look. */
const maxMs = 400;

type Test = Parameters<TestRunner['onAfterTryTask']>[0];

const subject = process.env['MUTATION_SUBJECT'] ?? 'all';
/** The changes in the sources. */
const changes = readChanges(subject);

/** How often changed sources may say that they run, until this counts as an endless loop: one that awaits nothing stops all timers, too. */
const maxSteps = 10_000_000;
let steps = 0;
let currentTestId: string | undefined;

/** What Stryker's changed sources read: which change is on, how often it may run, and at each step which test runs. */
const switches: Switches = {
  hitLimit: 200_000,
  get currentTestId() {
    steps += 1;
    if (steps > maxSteps && switches.activeMutant !== undefined) throw new Error('The change makes an endless loop.');
    return currentTestId;
  },
  set currentTestId(id) {
    steps = 0;
    currentTestId = id;
  },
};
Object.assign(globalThis, { __stryker__: switches });

/** The name of a test as Stryker's runner has it. */
function nameOf(test: Test): string {
  const names = [test.name];
  for (let suite = test.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return `${test.file.name}#${names.join(' ').trim()}`;
}

/**
 * Repeats each test with each change of the sources that it runs, in one process and without loading anything again: a hundred times
 * faster than a run for each change. What is left over is for the second look.
 */
export default class QuickRunner extends TestRunner {
  readonly #noticed = new Set(readNoticed(subject).keys());
  /** For how long tests ran with a change that they did not notice. */
  readonly #spentMs = new Map<string, number>();
  readonly #trials = new WeakMap<Test, Trial>();

  /** The changes that the test runs, without those that are decided. */
  #changesIn(test: Test): readonly Change[] {
    const covered = Object.keys(switches.mutantCoverage?.perTest[test.id] ?? {});
    const spentMs = ({ key }: Change) => this.#spentMs.get(key) ?? 0;
    return covered
      .map((id) => ({ id, key: changes[id]?.key ?? '' }))
      .filter((change) => change.key && !this.#noticed.has(change.key) && spentMs(change) < maxMs)
      .sort((one, other) => spentMs(one) - spentMs(other));
  }

  override async onBeforeRunTask(test: Test): Promise<void> {
    await super.onBeforeRunTask(test);
    const trial = new Trial(switches, test.id, {
      changes: () => this.#changesIn(test),
      passed: ({ key }, ms) => this.#spentMs.set(key, (this.#spentMs.get(key) ?? 0) + ms),
      noticed: ({ key }, failureMessage) => {
        this.#noticed.add(key);
        keepNoticed(subject, key, nameOf(test), failureMessage);
      },
      unclear: ({ key }) => this.#spentMs.set(key, maxMs),
    });
    this.#trials.set(test, trial);
    // The number of repetitions is not known before; Vitest compares it with a count each time.
    const repeats = { valueOf: () => (trial.isOver ? -1 : Number.POSITIVE_INFINITY) };
    test.repeats = repeats as unknown as number;
  }

  override onBeforeTryTask(test: Test): void {
    super.onBeforeTryTask(test);
    this.#trials.get(test)?.begin();
  }

  onAfterRetryTask(test: Test): void {
    const { result } = test;
    const trial = this.#trials.get(test);
    if (!trial || !result) return;
    trial.end(
      result.errors?.map(({ message }) => message).join('\n') ?? (result.state === 'fail' ? 'failed' : undefined),
    );
    result.state = trial.isOver ? 'pass' : 'run';
    delete result.errors;
  }
}
