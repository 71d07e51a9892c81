import type { ChangeFeed } from '../controls/change-feed.js';
import type { ActionOutcome } from './layout/dashboard-page.js';

type Outcome = ActionOutcome | Response;

const maxKept = 100;
/** By the feed of each emulator, which lives as long as the emulator. */
const outcomes = new WeakMap<ChangeFeed, Map<string, Promise<Outcome>>>();

/**
 * Runs an action once for each form that was shown: a double click sends the same form twice, and the browser shows only the second answer.
 * @param key - names the form and what it contains; undefined: the action runs
 */
export async function runOnce(
  feed: ChangeFeed,
  key: string | undefined,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  if (key === undefined) return run();
  const kept = outcomes.get(feed) ?? new Map<string, Promise<Outcome>>();
  outcomes.set(feed, kept);
  const before = kept.get(key);
  if (before) return before;
  const outcome = run();
  kept.set(key, outcome);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  try {
    return await outcome;
  } catch (error) {
    // What was refused may be sent again.
    kept.delete(key);
    throw error;
  }
}
