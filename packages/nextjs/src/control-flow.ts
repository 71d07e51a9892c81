/**
 * An error that Next.js turns into an answer: a redirect, 404, 401 or 403. Its `digest` is what Next.js looks at, in pages, route handlers
 * and server actions alike; `clerkMiddleware()` does the same for its handler.
 */
class ControlFlowError extends Error {
  /** What the answer has in `WWW-Authenticate`, where it can be set. */
  readonly challenge: string | undefined;

  constructor(
    message: string,
    readonly digest: string,
    challenge?: string,
  ) {
    super(message);
    this.challenge = challenge;
  }
}

/** The statuses that Next.js can answer with for a thrown error. */
export type FallbackStatus = 401 | 403 | 404;

/**
 * Redirects.
 * @param type - `push` adds an entry to the history of the browser, which is right for a server action
 */
export function redirectError(url: string, type: 'push' | 'replace' = 'replace'): Error {
  return new ControlFlowError('NEXT_REDIRECT', `NEXT_REDIRECT;${type};${url};307;`);
}

/**
 * Answers with a status, and the application's own page for it.
 * @param challenge - what the answer of a middleware has in `WWW-Authenticate`
 */
export function fallbackError(status: FallbackStatus, challenge?: string): Error {
  const digest = `NEXT_HTTP_ERROR_FALLBACK;${status}`;
  return new ControlFlowError(digest, digest, challenge);
}

/** What an error of this kind asks for, Next.js' own `redirect()` and `notFound()` among them. */
export type ControlFlow =
  | {
      readonly kind: 'redirect';
      readonly url: string;
      readonly status: number;
      /** It is a redirect of this package, whose author has chosen no status. */
      readonly isOurs: boolean;
    }
  | { readonly kind: 'fallback'; readonly status: FallbackStatus; readonly challenge: string | undefined };

const fallbackStatuses: readonly number[] = [401, 403, 404] satisfies FallbackStatus[];

/** Reads the digest of a thrown value. @returns undefined if it is an error like any other */
export function controlFlowOf(thrown: unknown): ControlFlow | undefined {
  const { digest } = (thrown ?? {}) as { readonly digest?: unknown };
  if (typeof digest !== 'string') return undefined;
  // The URL may hold semicolons.
  const [, url, status] = /^NEXT_REDIRECT;(?:push|replace);(.*);(303|307|308);$/s.exec(digest) ?? [];
  if (url !== undefined) {
    return { kind: 'redirect', url, status: Number(status), isOurs: thrown instanceof ControlFlowError };
  }
  const fallback = Number(/^NEXT_HTTP_ERROR_FALLBACK;(\d+)$/.exec(digest)?.[1]);
  if (!fallbackStatuses.includes(fallback)) return undefined;
  const challenge = thrown instanceof ControlFlowError ? thrown.challenge : undefined;
  return { kind: 'fallback', status: fallback as FallbackStatus, challenge };
}
