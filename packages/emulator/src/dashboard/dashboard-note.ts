import type { ChangeFeed } from '../controls/change-feed.js';
import { randomBytes } from 'node:crypto';

/** What a page says once about an action, and a value that is shown once. */
export interface DashboardNote {
  readonly text: string;
  readonly secret?: string | undefined;
}

const maxNotes = 50;
/** Keyed by the feed of each emulator, which exists as long as the emulator. */
const notes = new WeakMap<ChangeFeed, Map<string, DashboardNote>>();

/** Keeps a note for the page after the redirect. @returns its name in the address; the note itself is never in an address */
export function keepNote(feed: ChangeFeed, note: DashboardNote): string {
  const kept = notes.get(feed) ?? new Map<string, DashboardNote>();
  notes.set(feed, kept);
  const name = randomBytes(12).toString('base64url');
  kept.set(name, note);
  const [oldest] = kept.keys();
  if (kept.size > maxNotes && oldest !== undefined) kept.delete(oldest);
  return name;
}

/** The note of that name, once. */
export function takeNote(feed: ChangeFeed, name: string): DashboardNote | undefined {
  const kept = notes.get(feed);
  const note = kept?.get(name);
  kept?.delete(name);
  return note;
}
