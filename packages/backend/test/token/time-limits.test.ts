import { afterEach, describe, expect, it, vi } from 'vitest';
import { FetchBudget } from '../../src/token/fetch-budget.js';
import { elapsedMs, pause, pauseInBackground, startTimeLimit, within } from '../../src/token/start-time-limit.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('the time since a moment is unknown if the clock was set back', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 10_000 });
  expect([0, 9_999, 10_000, 10_001].map(elapsedMs)).toEqual([10_000, 1, 0, Number.POSITIVE_INFINITY]);
});

describe('a time limit', () => {
  const fake = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  it('ends at its time', async () => {
    fake();
    const onEnd = vi.fn();
    startTimeLimit(1_000, onEnd, true);
    await vi.advanceTimersByTimeAsync(999);
    expect(onEnd).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it.each([500, 950])('does not end if it was stopped after %i of 1000 ms', async (ms) => {
    fake();
    const onEnd = vi.fn();
    const stop = startTimeLimit(1_000, onEnd, true);
    await vi.advanceTimersByTimeAsync(ms);
    stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(onEnd).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives the value that comes in time, and nothing else', async () => {
    fake();
    expect(await within(1_000, Promise.resolve('value'))).toBe('value');
    expect(vi.getTimerCount()).toBe(0);
    const never = within(1_000, new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await never).toBeUndefined();
  });
});

describe('a timer', () => {
  const timers: (NodeJS.Timeout | undefined)[] = [];
  const real = globalThis.setTimeout;
  const watch = () => {
    timers.length = 0;
    vi.stubGlobal('setTimeout', (run: () => void, ms: number) => {
      const timer = real(run, ms);
      timers.push(timer);
      return timer;
    });
  };

  it('keeps the process alive where somebody waits for it', async () => {
    watch();
    await Promise.all([pause(1), pauseInBackground(1), within(10, pause(1))]);
    startTimeLimit(1, () => undefined, false)();
    expect(timers.map((timer) => timer?.hasRef())).toEqual([true, false, true, true, false]);
  });

  it('does so in its last part, too', async () => {
    watch();
    await within(10, new Promise(() => undefined));
    await new Promise<void>((resolve) => {
      startTimeLimit(10, resolve, false);
      real(() => undefined, 100);
    });
    expect(timers.map((timer) => timer?.hasRef())).toEqual([true, true, false, false]);
  });

  it.each([1, {}])('may be of any kind: %j', async (timer) => {
    vi.stubGlobal('setTimeout', (run: () => void) => {
      queueMicrotask(run);
      return timer;
    });
    await expect(pauseInBackground(5)).resolves.toBeUndefined();
  });
});

it('a budget allows so many at once, and then one after each interval', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  const budget = new FetchBudget(1_000, 2);
  const after = (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    return budget.waitMs();
  };
  expect(after(0)).toBe(0);
  budget.spend();
  expect(after(0)).toBe(0);
  budget.spend();
  expect(after(0)).toBe(1_000);
  expect(after(400)).toBe(600);
  expect(after(600)).toBe(0);
  budget.spend();
  expect(after(250)).toBe(750);
  expect(after(1_000_000)).toBe(0);
  budget.spend();
  budget.spend();
  expect(after(0)).toBe(1_000);
});
