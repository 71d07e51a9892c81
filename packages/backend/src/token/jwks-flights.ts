import { ServiceUnavailableError } from '../errors.js';
import { fetchJwks, type JwksAnswer, type JwksFailure, type KeySource } from './fetch-jwks.js';
import type { ReadJwks } from './read-jwks.js';
import { elapsedMs, startTimeLimit } from './start-time-limit.js';

/** A fetch that takes longer counts as an outage until it ends. */
export const overdueMs = 1_000;
/** A fetch that takes longer is not waited for any more: the request that began it may have ended, and the fetch with it. */
const abandonedMs = 3_000;
/** No fetch begins so soon after a failure. */
const failedLatelyMs = 1_000;
/** Within this time after a failure a fetch has only one attempt: it shows whether the service is back. */
const knownOutageMs = 30_000;

/** One fetch of the keys. */
export interface Flight {
  /** Flights are numbered in the order in which they begin, so that no clock decides which came first. */
  readonly number: number;
  readonly startedAt: number;
  isOverdue: boolean;
  /** The failure of the last try, while more tries follow. */
  failure: JwksFailure | undefined;
  /** Never rejects. */
  answer: Promise<JwksAnswer>;
}

/** The fetches of one key set: one is under way at a time, and the result of the last one is known for a moment. */
export class JwksFlights {
  readonly #source: KeySource;
  readonly #accept: (flight: Flight, jwks: ReadJwks) => void;
  /** The one that began last, until it ends. */
  #flight: Flight | undefined;
  #failure: { readonly at: number; readonly why: JwksFailure } | undefined;
  /** How many have begun. */
  begun = 0;
  /** When the last one began, in ms. */
  begunAt = Number.NEGATIVE_INFINITY;

  /** @param accept - gets the keys of a fetch; an abandoned fetch may end after a later one */
  constructor(source: KeySource, accept: (flight: Flight, jwks: ReadJwks) => void) {
    this.#source = source;
    this.#accept = accept;
  }

  /** The fetch in flight that requests can wait for. */
  underWay(): Flight | undefined {
    const flight = this.#flight;
    return flight && elapsedMs(flight.startedAt) < abandonedMs ? flight : undefined;
  }

  /**
   * Why no request should wait for the service now.
   * @param afterFailure - what failed a moment ago may be tried again
   */
  knownOutage(afterFailure: boolean): JwksFailure | undefined {
    const flight = this.underWay();
    if (flight) return flight.isOverdue ? whyOverdue(flight) : undefined;
    const failure = this.#failure;
    return failure && !afterFailure && elapsedMs(failure.at) < failedLatelyMs ? failure.why : undefined;
  }

  /** Begins a fetch. */
  begin(): Flight {
    this.begun += 1;
    this.begunAt = Date.now();
    const answer = fetchJwks(this.#source, {
      once: this.#isKnownToFail(),
      onFailure: (failure) => (flight.failure = failure),
    });
    const flight: Flight = {
      number: this.begun,
      startedAt: this.begunAt,
      isOverdue: false,
      failure: undefined,
      answer,
    };
    const stop = startTimeLimit(overdueMs, () => (flight.isOverdue = true), false);
    flight.answer = answer.then((result) => {
      stop();
      this.#land(flight, result);
      return result;
    });
    this.#flight = flight;
    return flight;
  }

  #isKnownToFail(): boolean {
    const abandonedFailed = this.#flight?.failure !== undefined;
    return abandonedFailed || (this.#failure !== undefined && elapsedMs(this.#failure.at) < knownOutageMs);
  }

  #land(flight: Flight, answer: JwksAnswer): void {
    const isLatest = this.#flight === flight;
    if (isLatest) this.#flight = undefined;
    if (answer.ok) {
      this.#failure = undefined;
      this.#accept(flight, answer.jwks);
    } else if (isLatest) {
      this.#failure = { at: Date.now(), why: answer.failure };
    }
  }
}

/** The failure for a request that does not wait for the end of a fetch. */
export function whyOverdue(flight: Flight): JwksFailure {
  return (
    flight.failure ??
    new ServiceUnavailableError(
      'The Backend API has not given the keys within a second. Check CLERK_API_URL (option `apiUrl`) and the network.',
    )
  );
}
