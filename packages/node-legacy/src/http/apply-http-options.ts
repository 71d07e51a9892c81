import type { AllOptions } from '@acme/backend/adapter';
import type { HttpOptions } from './http-options.js';
import { legacyFetch } from './legacy-fetch.js';
import { readHttpOptions } from './read-http-options.js';

const named = new Set<string>();

/** Names the settings without effect in one warning, each of them once per process. */
export function checkHttpOptions(httpOptions: HttpOptions | RequestInit | null | undefined): void {
  if (httpOptions) warnAbout(readHttpOptions(httpOptions).ignored);
}

/** Names also the settings that have no effect where keys are fetched: those calls are not repeated. */
export function checkKeyFetchOptions(httpOptions: HttpOptions | RequestInit | null | undefined): void {
  if (!httpOptions) return;
  const { ignored, maxRetries, maxRetryAfterMs } = readHttpOptions(httpOptions);
  const repeats = maxRetries !== undefined || maxRetryAfterMs !== undefined;
  warnAbout(repeats ? [...ignored, 'retry (of verifyToken)'] : ignored);
}

function warnAbout(ignored: readonly string[]): void {
  const fresh = ignored.filter((name) => !named.has(name));
  if (fresh.length === 0) return;
  for (const name of fresh) named.add(name);
  process.emitWarning(
    `\`httpOptions\`: these settings have no effect, because calls are sent with fetch: ${fresh.join(', ')}. Remove them, or pass a function that does what they did as the option \`fetch\`.`,
    { type: 'Warning', code: 'ACME_NODE_LEGACY_HTTP_OPTIONS' },
  );
}

/** Default time limit of a whole call in ms, and how long the waits between attempts are at most. */
const defaultTimeoutMs = 30_000;
const waitsMs = 10_000;

/** Options with which calls are sent as `httpOptions` say. What these cannot have is named in a warning. */
export function applyHttpOptions(
  options: AllOptions,
  httpOptions: HttpOptions | RequestInit | null | undefined,
): AllOptions {
  if (!httpOptions || Object.keys(httpOptions).length === 0) return options;
  const settings = readHttpOptions(httpOptions);
  warnAbout(settings.ignored);
  const { maxRetries, maxRetryAfterMs } = settings;
  const attempts = (maxRetries ?? 2) + 1;
  // The limit of a call must leave time for every attempt.
  const wholeMs = (settings.timeout.request ?? 0) * attempts + waitsMs;
  return {
    ...options,
    fetch: legacyFetch(settings, options.fetch),
    retry: {
      ...(maxRetries !== undefined && { maxRetries }),
      ...(maxRetryAfterMs !== undefined && { maxDelayMs: maxRetryAfterMs }),
      ...options.retry,
    },
    timeoutMs: options.timeoutMs ?? Math.max(defaultTimeoutMs, wholeMs),
  };
}
