/** The global object of Stryker's changed sources. */
export interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit: number;
  readonly mutantCoverage?: { readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>> };
}

export interface Change {
  /** Stryker's number in this run. */
  readonly id: string;
  readonly key: string;
}

interface Events {
  /** The changes to try, requested once the test has run without any. */
  changes(): readonly Change[];
  /** The change made no difference to the test, which took so long (CPU time). */
  passed(change: Change, ms: number): void;
  noticed(change: Change, failureMessage: string): void;
  /** The change breaks the test for the time after, too. */
  unclear(change: Change): void;
}

type Phase = 'first' | 'second' | 'try' | 'control' | 'confirm' | 'recover' | 'over';

/** For how long one test is repeated (CPU time): slow tests leave the other changes to quick ones, and to the second look. */
const budgetMs = 2_000;
/** A test that takes longer may reach its time limit without any change. */
const quickMs = 1_500;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * One test, run again and again: twice without a change, since not every test can be repeated, then with each change. What fails
 * runs without the change, which must pass, and with it again, which must fail: then the change was noticed, and nothing else.
 */
export class Trial {
  #phase: Phase = 'first';
  #queue: Change[] = [];
  #change: Change | undefined;
  readonly #createdAtMs = cpuMs();
  /** When the test began to run once more: CPU time, and time. */
  #begunAtMs = 0;
  #startedAt = 0;
  /** Whether the test reached its time limit with the change. */
  #hangs = false;
  readonly #switches: Switches;
  readonly #testId: string;
  readonly #events: Events;

  constructor(switches: Switches, testId: string, events: Events) {
    this.#switches = switches;
    this.#testId = testId;
    this.#events = events;
  }

  get isOver(): boolean {
    return this.#phase === 'over';
  }

  /** Before the test runs once more. */
  begin(): void {
    this.#begunAtMs = cpuMs();
    this.#startedAt = performance.now();
    const withChange = this.#phase === 'try' || this.#phase === 'confirm';
    this.#switches.hitCount = 0;
    this.#switches.activeMutant = withChange ? this.#change?.id : undefined;
    this.#switches.currentTestId = this.#phase === 'first' ? this.#testId : undefined;
  }

  /**
   * After it has run.
   * @param failure - the message, if it failed
   */
  end(failure: string | undefined): void {
    this.#switches.activeMutant = undefined;
    this.#switches.currentTestId = undefined;
    this.#phase = this.#next(failure);
  }

  #next(failure: string | undefined): Phase {
    switch (this.#phase) {
      case 'first':
        this.#queue = [...this.#events.changes()];
        return failure !== undefined || this.#queue.length === 0 ? 'over' : 'second';
      case 'second':
      case 'recover':
        return failure === undefined ? this.#take() : 'over';
      case 'try':
        this.#hangs = failure?.includes('timed out in') ?? false;
        return failure === undefined ? this.#pass() : 'control';
      case 'control':
        if (failure !== undefined || (this.#hangs && performance.now() - this.#startedAt > quickMs))
          return this.#giveUp();
        return 'confirm';
      case 'confirm':
        if (failure !== undefined && this.#change) this.#events.noticed(this.#change, failure);
        return this.#take();
      case 'over':
        return 'over';
    }
  }

  #take(): Phase {
    this.#change = this.#queue.shift();
    if (!this.#change || cpuMs() - this.#createdAtMs > budgetMs) return 'over';
    return 'try';
  }

  #pass(): Phase {
    if (this.#change) this.#events.passed(this.#change, cpuMs() - this.#begunAtMs);
    return this.#take();
  }

  #giveUp(): Phase {
    if (this.#change) this.#events.unclear(this.#change);
    return 'recover';
  }
}
