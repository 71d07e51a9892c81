import { EmulatorError } from '../errors/emulator-error.js';

/** A clock that can be set and moved. Times are Unix ms; texts are those that `Date.parse` accepts. */
export interface Clock {
  /** The current time of the clock. */
  readonly now: () => number;
  /** True while it is paused. */
  readonly isFrozen: boolean;
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

/** The end of the year 9999: later times have no four-digit year. */
const lastTime = Date.UTC(10_000, 0) - 1;

function timeOf(time: unknown): number {
  if (typeof time === 'number') return time;
  return typeof time === 'string' || time instanceof Date ? new Date(time).getTime() : Number.NaN;
}

/**
 * Creates a clock that runs with a source of time.
 * @param onChange - called when it was set, moved, stopped or started
 */
export function createClock(source: () => number, onChange: () => void = () => undefined): Clock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = () => frozenAt ?? source() + offset;
  const set = (time: number) => {
    if (!(time >= 0 && time <= lastTime))
      throw new EmulatorError(
        'option_invalid',
        'The clock needs a time from 1970 to 9999: Unix ms, a Date, or a text such as 2030-01-01T00:00:00Z.',
      );
    offset = time - source();
    if (frozenAt !== undefined) frozenAt = time;
    onChange();
  };
  return {
    now,
    get isFrozen() {
      return frozenAt !== undefined;
    },
    set: (time) => set(timeOf(time)),
    advance: (ms) => set(typeof ms === 'number' ? now() + ms : Number.NaN),
    freeze: () => {
      frozenAt = now();
      onChange();
    },
    unfreeze: () => {
      if (frozenAt !== undefined) offset = frozenAt - source();
      frozenAt = undefined;
      onChange();
    },
    reset: () => {
      offset = 0;
      frozenAt = undefined;
      onChange();
    },
  };
}
