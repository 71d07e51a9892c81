import type { Decision, MaybePromise, RequestHead } from '@acme/backend/adapter';
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
  readonly decisions: Map<ClerkOptions, MaybePromise<RequestDecision>>;
  /** `protect` has refused a request of somebody who is not signed in. */
  isRefused: boolean;
}

/** If an application uses one context for all requests, a later request with the same headers is another one. */
const sameRequestMs = 5_000;
/** How long an entry is kept for what completes the answer of slow loaders. */
const keptMs = 60_000;
/** Of one context. More than one comes only from an application that uses one context for all requests. */
const maxEntries = 1_000;

/** The requests of one context. Nearly always it is one request, whose key is made when another one comes. */
interface RequestsOfContext {
  /** The arguments of the first loader, until there is a key. */
  first: { readonly args: RequestArgs; readonly entry: RequestEntry } | undefined;
  byKey: Map<string, RequestEntry> | undefined;
}

const requestsOf = new WeakMap<object, RequestsOfContext>();

/** Removes entries that are too old or too many; the oldest are first. */
function removeOld(entries: Map<string, RequestEntry>, now: number): void {
  for (const [key, { startedAt }] of entries) {
    if (now - startedAt <= keptMs && entries.size <= maxEntries) return;
    entries.delete(key);
  }
}

/** The entry that was made for a request, by the same object or by its key. */
function find(requests: RequestsOfContext, args: RequestArgs): RequestEntry | undefined {
  const { first } = requests;
  if (first?.args.request === args.request) return first.entry;
  const byKey = (requests.byKey ??= new Map<string, RequestEntry>());
  if (first) byKey.set(requestKey(first.args), first.entry);
  requests.first = undefined;
  return byKey.get(requestKey(args));
}

const createEntry = (startedAt: number): RequestEntry => ({ startedAt, decisions: new Map(), isRefused: false });

/** The request that the arguments belong to, where it can still be decided. */
export function entryOf(args: RequestArgs): RequestEntry {
  const now = Date.now();
  const requests = requestsOf.get(args.context);
  if (!requests) {
    const entry = createEntry(now);
    requestsOf.set(args.context, { first: { args, entry }, byKey: undefined });
    return entry;
  }
  const known = find(requests, args);
  if (known && now - known.startedAt <= sameRequestMs) return known;
  const added = createEntry(now);
  const key = requestKey(args);
  const byKey = (requests.byKey ??= new Map<string, RequestEntry>());
  requests.first = undefined;
  // At the end, among the young ones.
  byKey.delete(key);
  byKey.set(key, added);
  removeOld(byKey, now);
  return added;
}

/** The request that the arguments belong to, however long its loaders took; undefined if none of them authenticated it. */
export function lastEntryOf(args: RequestArgs): RequestEntry | undefined {
  const requests = requestsOf.get(args.context);
  return requests && find(requests, args);
}
