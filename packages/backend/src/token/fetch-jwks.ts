import { ServiceUnavailableError, TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import { apiVersionHeader, defaultUserAgent } from '../service.js';
import type { PublicJwk } from './trusted-key.js';

/** Where an instance's keys are, and with which key they are asked for. */
export interface KeySource {
  readonly apiUrl: string;
  readonly apiVersion: string;
  readonly secretKey: string;
  readonly userAgent?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** What loading the keys came to: a refusal carries `unavailable` where another try may help. */
export type JwksAnswer =
  { readonly ok: true; readonly keys: readonly PublicJwk[] } | { readonly ok: false; readonly refusal: TokenRefusal };

const timeoutMs = 5000;
const maxAttempts = 5;
const firstDelayMs = 125;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function failedToLoad(what: string): JwksAnswer {
  const message = `The keys could not be loaded: the Backend API ${what}.`;
  return {
    ok: false,
    refusal: { reason: 'jwk-remote-failed-to-load', message, action: Action.ContactSupport, unavailable: true },
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
      refusal: {
        reason: 'secret-key-invalid',
        message: 'The Backend API does not know the secret key.',
        action: Action.SetClerkSecretKey,
      },
    };
  }
  if (status < 200 || status > 299) return failedToLoad(`answered ${status}`);
  const keys = typeof body === 'object' && body !== null && 'keys' in body ? body.keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0) return failedToLoad('answered without keys');
  return { ok: true, keys: keys.filter(isObject) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

async function ask(source: KeySource): Promise<{ readonly status: number; readonly text: string }> {
  const url = `${source.apiUrl.replace(/\/+$/, '')}/${source.apiVersion}/jwks`.replace(/([^:])\/{2,}/g, '$1/');
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
  return { status: response.status, text: await response.text() };
}

const isTransient = (status: number) => status >= 500 || status === 429;

/** A service that hangs will hang again; only a broken connection is worth another try. */
const isTimeout = (error: unknown) => error instanceof DOMException;

/**
 * Loads the instance's public keys: `GET /v1/jwks`. Tries up to 5 times, waiting 125, 250, 500 and 1000 ms times a random
 * factor from 1 to 2, but only after broken connections and 5xx or 429 answers; each try may take 5 s.
 * @throws {ServiceUnavailableError} if there was no answer, or none that could be read
 * @see RFC 7517 section 5
 */
export async function fetchJwks(source: KeySource): Promise<JwksAnswer> {
  for (let attempt = 1; ; attempt++) {
    let transient = true;
    try {
      const { status, text } = await ask(source);
      transient = isTransient(status);
      const answer = readAnswer(status, JSON.parse(text));
      if (!transient || attempt === maxAttempts) return answer;
    } catch (cause) {
      if (!transient || attempt === maxAttempts || isTimeout(cause)) {
        throw new ServiceUnavailableError(
          'The keys could not be loaded from the Backend API. Check CLERK_API_URL (option `apiUrl`) and the network.',
          { cause },
        );
      }
    }
    await pause(firstDelayMs * 2 ** (attempt - 1) * (1 + Math.random()));
  }
}
