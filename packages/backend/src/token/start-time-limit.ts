/** Ms since a time of `Date.now()`. If the clock was set back, the time is unknown and counts as long ago. */
export function elapsedMs(since: number): number {
  const elapsed = Date.now() - since;
  return elapsed < 0 ? Number.POSITIVE_INFINITY : elapsed;
}

/** Waits; the process stays alive meanwhile. */
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits in the background: a process that has nothing else to do may end meanwhile. */
export const pauseInBackground = (ms: number) =>
  new Promise<void>((resolve) => {
    letProcessEnd(setTimeout(resolve, ms));
  });

/** Timers are numbers in browsers and workers, which have no process to keep alive. */
function letProcessEnd(timer: number | { unref?(): unknown }): void {
  // Stryker disable next-line ConditionalExpression: a number has no such method.
  if (typeof timer === 'object') timer.unref?.();
}

/**
 * The end of a time limit is a timer of its own: when the process itself was busy for longer than the limit, an answer that
 * has come meanwhile is read before the limit ends.
 */
const lastPart = 0.1;

/**
 * Calls `onEnd` after a time, unless it is stopped before.
 * @param isAwaited - a caller waits for it: the process stays alive
 * @returns stops it
 */
export function startTimeLimit(ms: number, onEnd: () => void, isAwaited: boolean): () => void {
  const start = (run: () => void, part: number) => {
    const timer = setTimeout(run, ms * part);
    if (!isAwaited) letProcessEnd(timer);
    return timer;
  };
  let timer = start(() => {
    timer = start(onEnd, lastPart);
  }, 1 - lastPart);
  return () => clearTimeout(timer);
}

/**
 * The value of a promise, or undefined when the time limit ends first. The timer is the caller's own: where a promise of
 * another request never settles (a worker whose other request has ended), the caller still continues.
 * @param awaited - must not reject
 */
export function within<T>(ms: number, awaited: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stop = startTimeLimit(ms, () => resolve(undefined), true);
    void awaited.then((value) => {
      stop();
      resolve(value);
    });
  });
}
