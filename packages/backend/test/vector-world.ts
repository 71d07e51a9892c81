import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

/** A call that the code under test made. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly redirect: string | undefined;
}

/** A canned answer of a recorded upstream. */
export interface Upstream {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly once?: boolean;
  readonly networkError?: string;
}

interface TestKey {
  readonly kid: string;
  readonly publicPem: string;
  readonly privatePem: string;
  readonly publicJwk: object;
  readonly privateJwk: object;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'));
}

const { keys } = readJson('keys') as { readonly keys: Readonly<Record<string, TestKey>> };

function keyOf(name: string): TestKey {
  const key = keys[name.trim()];
  if (!key) throw new Error(`The vectors have no key "${name}".`);
  return key;
}

const placeholders: Readonly<Record<string, (names: string) => unknown>> = {
  pem: (name) => keyOf(name).publicPem,
  pem1line: (name) => keyOf(name).publicPem.replaceAll('\n', ''),
  privatePem: (name) => keyOf(name).privatePem,
  jwk: (name) => keyOf(name).publicJwk,
  privateJwk: (name) => keyOf(name).privateJwk,
  jwks: (names) => ({ keys: names.split(',').map((name) => keyOf(name).publicJwk) }),
};

function fillIn(value: unknown): unknown {
  if (typeof value === 'string') {
    const match = /^\{\{(\w+):([^}]*)\}\}$/.exec(value);
    return match?.[1] && match[2] !== undefined ? placeholders[match[1]]?.(match[2]) : value;
  }
  if (Array.isArray(value)) return value.map(fillIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillIn(item)]));
}

/** The recorded vectors of one file, with the test keys filled in. */
export function readVectors<T>(name: string): readonly T[] {
  return fillIn(readJson(name)) as readonly T[];
}

/** Stands in for the network and the clock while one vector runs. */
export class VectorWorld {
  readonly calls: Call[] = [];
  readonly retryDelaysMs: number[] = [];
  #upstream: Upstream[] = [];

  constructor(nowSeconds: number, upstream: readonly Upstream[], env: Readonly<Record<string, string>> = {}) {
    this.#upstream = [...upstream];
    vi.useFakeTimers({ toFake: ['Date'], now: nowSeconds * 1000 });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.stubGlobal('fetch', this.#fetch.bind(this));
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const realSetTimeout = globalThis.setTimeout;
    vi.stubGlobal('setTimeout', (run: () => void, delayMs: number) => {
      // Time limits of calls are 5 s and more; what is shorter is a wait before another try.
      if (delayMs >= 5000) return realSetTimeout(run, delayMs);
      this.retryDelaysMs.push(delayMs);
      return realSetTimeout(run, 0);
    });
  }

  /** Moves the clock and replaces the upstream. */
  next(nowSeconds: number, upstream: readonly Upstream[]): void {
    vi.setSystemTime(nowSeconds * 1000);
    this.#upstream = [...upstream];
  }

  async #fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const request = new Request(input, init);
    const { method, url } = request;
    const body = request.body ? await request.text() : undefined;
    const headers = Object.fromEntries(new Headers(init.headers ?? request.headers));
    this.calls.push({ method, url, headers, body, redirect: init.redirect });
    const index = this.#upstream.findIndex((answer) => answer.method === method && answer.url === url);
    const answer = this.#upstream[index];
    if (!answer) throw new TypeError('fetch failed');
    if (answer.once) this.#upstream.splice(index, 1);
    if (answer.networkError !== undefined) throw new TypeError(answer.networkError);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null);
    const hasBody = answer.body !== null && answer.status !== 204 && answer.status !== 304;
    return new Response(hasBody ? text : null, {
      status: answer.status ?? 200,
      headers: answer.headers ?? { 'content-type': 'application/json' },
    });
  }
}

/** Ends the stand-in. */
export function leaveVectorWorld(): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
}

/** The fields of a request state that recordings and comparisons are about. */
export const stateFields = [
  'status',
  'reason',
  'tokenType',
  'isAuthenticated',
  'isSignedIn',
  'token',
  'proxyUrl',
  'publishableKey',
  'isSatellite',
  'domain',
  'signInUrl',
  'signUpUrl',
  'afterSignInUrl',
  'afterSignUpUrl',
] as const;
