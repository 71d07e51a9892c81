import { ServiceUnavailableError, TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import { observeCall, type Observer } from '../observer.js';
import type { KeyStore } from '../options.js';
import { apiVersionHeader, defaultUserAgent } from '../package-version.js';
import { readJwks, type ReadJwks } from './read-jwks.js';
import { readLimitedText } from './read-limited-text.js';
import { pauseInBackground } from './start-time-limit.js';

/** Where an instance's keys are, and the secret key that they are requested with. */
export interface KeySource {
  readonly apiUrl: string;
  readonly apiVersion: string;
  readonly secretKey: string;
  readonly userAgent?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Learns of each attempt. */
  readonly observer?: Observer | undefined;
  /** Where other processes leave the keys. */
  readonly keyStore?: KeyStore | undefined;
}

/** Why there are no keys: an answer that gives none, or no answer that could be read. */
export type JwksFailure = TokenRefusal | ServiceUnavailableError;

/** The result of loading the keys. */
export type JwksAnswer =
  { readonly ok: true; readonly jwks: ReadJwks } | { readonly ok: false; readonly failure: JwksFailure };

/** Whether another attempt may help; an unknown secret key stays unknown. */
export const isOutage = (failure: JwksFailure) =>
  failure instanceof ServiceUnavailableError || failure.unavailable === true;

const timeoutMs = 5000;
const maxAttempts = 5;
const firstDelayMs = 125;
/** A key takes less than 1 kB. */
const maxBytes = 1_000_000;

const redirectedElsewhere = ({ url }: Response) =>
  new RangeError(`The Backend API redirected to another origin (${new URL(url).origin}).`);

const tooLong = () => new RangeError(`The answer is longer than ${maxBytes} bytes.`);

function failedToLoad(what: string): JwksAnswer {
  const message = `The keys could not be loaded: the Backend API ${what}.`;
  return {
    ok: false,
    failure: { reason: 'jwk-remote-failed-to-load', message, action: Action.ContactSupport, unavailable: true },
  };
}

function hasErrorCode(body: unknown, code: string): boolean {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
  return (
    Array.isArray(errors) &&
    errors.some(
      (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === code,
    )
  );
}

function readAnswer(status: number, body: unknown): JwksAnswer {
  if (hasErrorCode(body, 'clerk_key_invalid')) {
    return {
      ok: false,
      failure: {
        reason: 'secret-key-invalid',
        message: 'The Backend API does not know the secret key.',
        action: Action.SetClerkSecretKey,
      },
    };
  }
  if (status < 200 || status > 299) return failedToLoad(`answered ${status}`);
  const jwks = readJwks(body);
  return jwks ? { ok: true, jwks } : failedToLoad('answered without a usable key');
}

const keysUrl = ({ apiUrl, apiVersion }: KeySource) => `${apiUrl}/${apiVersion}/jwks`.replace(/([^:])\/{2,}/g, '$1/');

async function ask(source: KeySource): Promise<{ readonly status: number; readonly text: string }> {
  const url = keysUrl(source);
  const response = await (source.fetch ?? fetch)(url, {
    method: 'GET',
    headers: {
      Authorization: `Bearer ${source.secretKey}`,
      'Clerk-API-Version': apiVersionHeader,
      'Content-Type': 'application/json',
      'User-Agent': source.userAgent || defaultUserAgent,
    },
    signal: AbortSignal.timeout(timeoutMs),
  });
  // Runtimes send no `Authorization` to another origin, but keys from there are not the instance's.
  if (response.redirected && new URL(response.url).origin !== new URL(url).origin) {
    // An unread body keeps its connection open.
    await response.body?.cancel();
    throw redirectedElsewhere(response);
  }
  return { status: response.status, text: await readLimitedText(response, maxBytes, tooLong) };
}

/** One attempt, and whether another one may help: not after a timeout, and not after an answer that is too long. */
async function attempt(source: KeySource): Promise<{ readonly answer: JwksAnswer; readonly isTransient: boolean }> {
  let isTransient = true;
  try {
    const { status, text } = await (source.observer
      ? observeCall(source.observer, { method: 'GET', url: keysUrl(source) }, () => ask(source))
      : ask(source));
    isTransient = status >= 500 || status === 429;
    return { answer: readAnswer(status, JSON.parse(text)), isTransient };
  } catch (cause) {
    const failure = new ServiceUnavailableError(
      'The keys could not be loaded from the Backend API. Check CLERK_API_URL (option `apiUrl`) and the network.',
      { cause },
    );
    return { answer: { ok: false, failure }, isTransient: isTransient && !isFinal(cause) };
  }
}

/** By name: errors of `fetch` come from another realm where the code runs in a VM. */
function isFinal(cause: unknown): boolean {
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : undefined;
  return name === 'TimeoutError' || name === 'AbortError' || cause instanceof RangeError;
}

/** How often {@link fetchJwks} tries. */
interface Attempts {
  /** Only one: the service is known to be unreachable. */
  readonly once: boolean;
  /** Called after each failed attempt, before the next one. */
  readonly onFailure: (failure: JwksFailure) => void;
}

/**
 * Loads the instance's public keys: `GET /v1/jwks`. Tries up to 5 times, waiting 125, 250, 500 and 1000 ms times a random
 * factor from 1 to 2, but only after broken connections and 5xx or 429 answers; each try may take 5 s. Never rejects.
 * @see RFC 7517 section 5
 */
export async function fetchJwks(source: KeySource, { once, onFailure }: Attempts): Promise<JwksAnswer> {
  const attempts = once ? 1 : maxAttempts;
  for (let done = 1; ; done += 1) {
    const { answer, isTransient } = await attempt(source);
    if (answer.ok || !isTransient || done === attempts) return answer;
    onFailure(answer.failure);
    await pauseInBackground(firstDelayMs * 2 ** (done - 1) * (1 + Math.random()));
  }
}
