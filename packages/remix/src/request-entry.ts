import type { Decision, RequestHead } from '@acme/backend/adapter';
import type { BrowserOptions } from '@acme/backend/full-stack';
import type { ClerkOptions } from './clerk-options.js';
import { requestKey, type RequestArgs } from './request-args.js';

/** What was decided about a request. */
export interface RequestDecision {
  readonly decision: Decision;
  readonly head: RequestHead;
  /** Of the browser, completed from the environment. */
  readonly browserOptions: BrowserOptions;
}

/** One request, for all loaders that run for it. */
export interface RequestEntry {
  /** Unix ms. */
  readonly startedAt: number;
  /** What `rootAuthLoader` was given for this request. */
  rootOptions?: ClerkOptions | Promise<ClerkOptions>;
  readonly decisions: Map<ClerkOptions, Promise<RequestDecision>>;
  /** `protect` has refused a request of somebody who is not signed in. */
  isRefused: boolean;
}

/** If an application uses one context for all requests, a later request with the same headers is another one. */
const sameRequestMs = 5_000;
/** How long an entry is kept for what completes the answer of slow loaders. */
const keptMs = 60_000;
/** Of one context. More than one comes only from an application that uses one context for all requests. */
const maxEntries = 1_000;

const entriesOf = new WeakMap<object, Map<string, RequestEntry>>();

/** Removes entries that are too old or too many; the oldest are first. */
function removeOld(entries: Map<string, RequestEntry>, now: number): void {
  for (const [key, { startedAt }] of entries) {
    if (now - startedAt <= keptMs && entries.size <= maxEntries) return;
    entries.delete(key);
  }
}

/** The request that the arguments belong to, where it can still be decided. */
export function entryOf(args: RequestArgs): RequestEntry {
  const known = entriesOf.get(args.context);
  const entries = known ?? new Map<string, RequestEntry>();
  if (!known) entriesOf.set(args.context, entries);
  const now = Date.now();
  const key = requestKey(args);
  const entry = entries.get(key);
  if (entry && now - entry.startedAt <= sameRequestMs) return entry;
  const added: RequestEntry = { startedAt: now, decisions: new Map(), isRefused: false };
  // At the end, among the young ones.
  entries.delete(key);
  entries.set(key, added);
  removeOld(entries, now);
  return added;
}

/** The request that the arguments belong to, however long its loaders took; undefined if none of them authenticated it. */
export const lastEntryOf = (args: RequestArgs): RequestEntry | undefined =>
  entriesOf.get(args.context)?.get(requestKey(args));
