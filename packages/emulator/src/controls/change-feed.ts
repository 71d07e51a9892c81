import { ApiError } from '../errors/api-error.js';

/** What can change. A notice says only that something did; the page or command requests the rest. */
export const changeTopics = [
  'data',
  'requests',
  'inbox',
  'webhooks',
  'clock',
  'faults',
  'settings',
  'snapshots',
] as const;

/** See {@link changeTopics}. */
export type ChangeTopic = (typeof changeTopics)[number];

/** Receives the topic of each change. It must not throw, and must not wait. */
export type ChangeListener = (topic: ChangeTopic) => void;

const maxListeners = 100;

/** Tells open pages and commands what changed. It costs nothing while nobody listens. */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>();

  /** Tells every listener that something of this topic changed. */
  publish(topic: ChangeTopic): void {
    for (const listener of this.#listeners) listener(topic);
  }

  /**
   * Adds a listener.
   * @returns the function that removes it
   * @throws {ApiError} 503 `too_many_listeners` beyond 100
   */
  subscribe(listener: ChangeListener): () => void {
    if (this.#listeners.size >= maxListeners)
      throw new ApiError(503, 'too_many_listeners', 'Too many listeners', 'Close some of the open dashboard pages.');
    // A function of its own, so that the same listener can be added twice and each can be removed.
    const entry: ChangeListener = (topic) => listener(topic);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }
}
