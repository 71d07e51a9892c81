import { isPromise, type MaybePromise } from './maybe-promise.js';

/** What was decided about a request. Never holds a token, an id or a header. */
export interface DecisionOutcome {
  /** `signed-in`, `signed-out` or `handshake`. */
  readonly status: string;
  /** Why; null when signed in. One of the reasons of the protocol, or of a refused token. */
  readonly reason: string | null;
  /** The kind of the token, as far as it is known. */
  readonly tokenType: string | null;
  /** Whether the service could not be reached, so that the decision was made without it. */
  readonly isUnavailable: boolean;
}

/** A call of the service that is about to be sent. */
export interface UpstreamCall {
  readonly method: string;
  /** Scheme, host and port, for example `https://api.clerk.com`. */
  readonly origin: string;
  /** The path with names in place of ids, for example `/v1/users/{userId}`; without query. */
  readonly template: string;
}

/** The result of a call of the service. */
export interface CallOutcome {
  /** HTTP status of the answer. */
  readonly status: number;
}

/** What an {@link Observer} does with one decision or call. */
export interface Observation<Outcome> {
  /** Runs the work, for example while a span is the active one. What `work` returns is returned. */
  run<T>(work: () => T): T;
  /**
   * Called once, when the work is done.
   * @param outcome - undefined if the work failed
   * @param error - why it failed
   */
  end(outcome: Outcome | undefined, error?: unknown): void;
}

/**
 * The caches whose look-ups are counted: verified tokens, keys of the instance, the same in a key store, answers about machine tokens,
 * answers to the client's reads; and tokens in the list of revocations, where a hit is a refused token.
 */
export type ObservedCache = 'tokens' | 'keys' | 'stored_keys' | 'machine_tokens' | 'reads' | 'revocations';

/** The stores of the application whose failures are counted: those of `keyStore`, `machineTokenCache`, `cache`, `revocations` and `dpop`. */
export type ObservedStore = 'keys' | 'machine_tokens' | 'reads' | 'revocations' | 'proofs';

/**
 * Learns of decisions, calls of the service and look-ups in caches. An observer that throws changes nothing else.
 * `openTelemetry()` of `@acme/backend/opentelemetry` is one.
 */
export interface Observer {
  /** Called when a request is about to be decided. */
  startDecision(): Observation<DecisionOutcome>;
  /** Called when a call is about to be sent, each attempt included. */
  startCall(call: UpstreamCall): Observation<CallOutcome>;
  /** Called for each look-up in a cache. */
  countLookup(cache: ObservedCache, isHit: boolean): void;
  /**
   * Called each time a store fails; what was asked of it is decided without it.
   * @param errorType - `timeout`, `invalid_answer`, or the code or name of the error; never a message
   */
  countStoreError?(store: ObservedStore, errorType: string): void;
}

/** Calls a function of an observer, whose errors must not reach anybody; a rejection that nobody handles would end the process. */
function quietly<T>(call: () => T): T | undefined {
  try {
    const result = call();
    if (isPromise(result)) result.then(undefined, () => undefined);
    return result;
  } catch {
    return undefined;
  }
}

/** Does work once; the function gives its result, or throws its error. */
function attempt<T>(work: () => T): () => T {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/**
 * Runs work that an observer watches.
 * @param start - begins the observation
 * @param outcomeOf - what the observer learns of the result
 */
export function observe<T, Outcome>(
  start: () => Observation<Outcome>,
  work: () => MaybePromise<T>,
  outcomeOf: (result: T) => Outcome,
): MaybePromise<T> {
  const observation = quietly(start);
  let done: (() => MaybePromise<T>) | undefined;
  // The observer may fail, or call its function twice; the work is done once all the same.
  const runOnce = () => (done ??= attempt(work));
  quietly(() => observation?.run(runOnce));
  const succeed = (value: T) => {
    quietly(() => observation?.end(outcomeOf(value)));
    return value;
  };
  const fail = (error: unknown): never => {
    quietly(() => observation?.end(undefined, error));
    throw error;
  };
  let result: MaybePromise<T>;
  try {
    result = runOnce()();
  } catch (error) {
    return fail(error);
  }
  return isPromise(result) ? Promise.resolve(result).then(succeed, fail) : succeed(result);
}

/**
 * Sends a call of the service that an observer watches.
 * @param names - the end of the path, and the same with names in place of ids
 */
export function observeCall<T extends CallOutcome>(
  observer: Observer,
  { method, url }: { readonly method: string; readonly url: string },
  send: () => Promise<T>,
  [path, template]: readonly [path: string, template: string | undefined] = ['', ''],
): MaybePromise<T> {
  const { origin, pathname } = new URL(url);
  const call = { method, origin, template: template ? pathname.replace(path, () => template) : pathname };
  return observe(
    () => observer.startCall(call),
    send,
    ({ status }) => ({ status }),
  );
}

/** Counts a look-up in a cache. */
export function countLookup(observer: Observer | undefined, cache: ObservedCache, isHit: boolean): void {
  if (observer) quietly(() => observer.countLookup(cache, isHit));
}

/** Counts a failure of a store. */
export function countStoreError(observer: Observer | undefined, store: ObservedStore, errorType: string): void {
  if (observer) quietly(() => observer.countStoreError?.(store, errorType));
}
