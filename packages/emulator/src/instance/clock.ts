import { EmulatorError } from '../errors/emulator-error.js';

/** A clock that can be set and moved. Times are Unix ms; texts are those that `Date.parse` accepts. */
export interface Clock {
  /** The current time of the clock. */
  readonly now: () => number;
  /** Sets the time; the clock runs on from there. @throws {EmulatorError} `option_invalid` */
  set(time: number | string | Date): void;
  /** Moves forward by this many ms (backward if negative). @throws {EmulatorError} `option_invalid` */
  advance(ms: number): void;
  /** Stops the clock. */
  freeze(): void;
  /** Starts the clock again. */
  unfreeze(): void;
  /** Returns to the real time. */
  reset(): void;
}

/** Creates a clock that runs with a source of time. */
export function createClock(source: () => number): Clock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = () => frozenAt ?? source() + offset;
  const set = (time: number) => {
    if (!Number.isFinite(time))
      throw new EmulatorError(
        'option_invalid',
        'The clock needs a time: Unix ms, a Date, or a text such as 2030-01-01T00:00:00Z.',
      );
    offset = time - source();
    if (frozenAt !== undefined) frozenAt = time;
  };
  return {
    now,
    set: (time) => set(typeof time === 'number' ? time : new Date(time).getTime()),
    advance: (ms) => set(now() + ms),
    freeze: () => {
      frozenAt = now();
    },
    unfreeze: () => {
      if (frozenAt !== undefined) offset = frozenAt - source();
      frozenAt = undefined;
    },
    reset: () => {
      offset = 0;
      frozenAt = undefined;
    },
  };
}
