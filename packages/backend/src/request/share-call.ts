import { elapsedMs, within } from '../token/start-time-limit.js';

/** A call of the Backend API that is under way. */
interface Flight {
  readonly startedAt: number;
  /** Gives what the call gave, or throws what it threw. Never rejects. */
  readonly outcome: Promise<() => unknown>;
}

/** More calls than this are not made at once in one process, or somebody sends invented nonces. */
const maxFlights = 1000;
/** A call that takes longer is not waited for: the request that began it may have ended, and the call with it. */
const joinableMs = 3_000;

const flights = new Map<string, Flight>();

function begin(key: string, call: () => Promise<unknown>): Promise<unknown> {
  const answer = call();
  const flight: Flight = {
    startedAt: Date.now(),
    outcome: answer.then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    ),
  };
  const [oldest = key] = flights.keys();
  if (flights.size >= maxFlights) flights.delete(oldest);
  flights.set(key, flight);
  void flight.outcome.then(() => flights.get(key) === flight && flights.delete(key));
  return answer;
}

/**
 * Makes a call of which the service accepts only the first, or joins the same call of another request that is under way. A page and
 * what it loads arrive at the same time, with the same one-time nonce or the same expired session. Nothing is kept once the call has ended.
 * @param parts - everything that the answer depends on
 * @param call - sends the request
 * @throws what `call` rejects with
 */
export async function shareCall(parts: readonly unknown[], call: () => Promise<unknown>): Promise<unknown> {
  const key = JSON.stringify(parts);
  const flight = flights.get(key);
  const leftMs = flight ? joinableMs - elapsedMs(flight.startedAt) : 0;
  if (!flight || leftMs <= 0) return begin(key, call);
  const outcome = await within(leftMs, flight.outcome);
  if (outcome) return outcome();
  // Of several that have waited in vain, the first begins a new call, and the others join it.
  if (flights.get(key) === flight) flights.delete(key);
  return shareCall(parts, call);
}
