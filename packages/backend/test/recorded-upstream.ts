// Runs in every JavaScript runtime: nothing of Node's, nothing of the test runner's.

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

/** Answers calls as they were recorded, and notes them. */
export class RecordedUpstream {
  readonly calls: Call[] = [];
  #answers: Upstream[];

  constructor(answers: readonly Upstream[]) {
    this.#answers = [...answers];
  }

  /** Replaces the answers. */
  next(answers: readonly Upstream[]): void {
    this.#answers = [...answers];
  }

  /** Takes the place of the global `fetch`. */
  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(input, init);
    const { method, url } = request;
    const body = request.body ? await request.text() : undefined;
    const headers = Object.fromEntries(new Headers(init.headers ?? request.headers));
    this.calls.push({ method, url, headers, body, redirect: init.redirect });
    const index = this.#answers.findIndex((answer) => answer.method === method && answer.url === url);
    const answer = this.#answers[index];
    if (!answer) throw new TypeError('fetch failed');
    if (answer.once) this.#answers.splice(index, 1);
    if (answer.networkError !== undefined) throw new TypeError(answer.networkError);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null);
    const hasBody = answer.body !== null && answer.status !== 204 && answer.status !== 304;
    return new Response(hasBody ? text : null, {
      status: answer.status ?? 200,
      headers: answer.headers ?? { 'content-type': 'application/json' },
    });
  };
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
