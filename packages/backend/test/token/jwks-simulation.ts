import type { PublicJwk } from '../../src/token/trusted-key.js';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** What the service answers in each of its moods. */
const answers = {
  up: (keys: readonly PublicJwk[]) => json(200, { keys }),
  error: () => json(500, { errors: [] }),
  reset: () => {
    throw new TypeError('fetch failed');
  },
  hanging: () => {
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  },
  lost: () => new Promise<Response>(() => undefined),
  html: () => new Response('<html>ok</html>', { headers: { 'content-type': 'text/html' } }),
  empty: () => new Response(null, { status: 204 }),
  'no-members': (keys: readonly PublicJwk[]) => json(200, { keys: keys.map(({ kid }) => ({ kid })) }),
  'too-long': (keys: readonly PublicJwk[]) => json(200, { keys, padding: 'x'.repeat(1_000_001) }),
  'not-json': () => new Response('{"keys":[', { headers: { 'content-type': 'application/json' } }),
  forbidden: () => json(403, { errors: [{ code: 'x' }] }),
  'key-invalid': () => json(401, { errors: [{ code: 'clerk_key_invalid' }] }),
} satisfies Record<string, (keys: readonly PublicJwk[]) => Response | Promise<Response>>;

type Mode = keyof typeof answers;

const faults: readonly Mode[] = ['error', 'reset', 'hanging', 'html', 'no-members'];

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A keys endpoint on a clock of its own: which keys it gave when, and when it was out of order. */
export class JwksSimulation {
  /** When fetches began. */
  readonly fetchedAt: number[] = [];
  /** How long an answer takes; undefined: up to 200 ms, at random. */
  latencyMs: number | undefined;
  readonly #random: () => number;
  readonly #published = new Map<string, { readonly from: number; until: number }>();
  readonly #modes: { readonly from: number; readonly mode: Mode }[] = [{ from: 0, mode: 'up' }];

  constructor(random: () => number) {
    this.#random = random;
  }

  get mode(): Mode {
    return this.#modes.at(-1)?.mode ?? 'up';
  }

  set mode(mode: Mode) {
    this.#modes.push({ from: Date.now(), mode });
  }

  someFault(): Mode {
    return faults[Math.floor(this.#random() * faults.length)] ?? 'error';
  }

  publish(kid: string): void {
    this.#published.set(kid, { from: Date.now(), until: Number.POSITIVE_INFINITY });
  }

  withdraw(kid: string): void {
    const key = this.#published.get(kid);
    if (key) key.until = Date.now();
  }

  isPublished(kid: string, at: number): boolean {
    const key = this.#published.get(kid);
    return key !== undefined && key.from <= at && at < key.until;
  }

  withdrawnAt(kid: string): number {
    return this.#published.get(kid)?.until ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the service was out of order at any time from then to then. */
  hadFault(from: number, to: number): boolean {
    return this.#modes.some(
      ({ mode, from: begins }, index) =>
        mode !== 'up' && begins <= to && (this.#modes[index + 1]?.from ?? Number.POSITIVE_INFINITY) >= from,
    );
  }

  /** The answer is made at some moment of the time that it takes. */
  readonly fetch: typeof fetch = async () => {
    this.fetchedAt.push(Date.now());
    const latencyMs = this.latencyMs ?? Math.floor(200 * this.#random());
    const madeAfterMs = Math.floor(latencyMs * this.#random());
    await sleep(madeAfterMs);
    const { mode } = this;
    const now = Date.now();
    const kids = [...this.#published.keys()].filter((kid) => this.isPublished(kid, now));
    const keys = kids.map((kid) => ({ kid, kty: 'RSA', alg: 'RS256', use: 'sig', n: 'AQAB', e: 'AQAB' }));
    await sleep(mode === 'hanging' ? 5000 : latencyMs - madeAfterMs);
    return answers[mode](keys);
  };
}
