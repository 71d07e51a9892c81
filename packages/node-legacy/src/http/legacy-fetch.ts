import type { OutgoingRequest } from './http-options.js';
import type { HttpSettings } from './read-http-options.js';

/** An attempt took longer than `httpOptions.timeout`. Unlike the time limit of a whole call, it lets the call be repeated. */
class AttemptTimeoutError extends Error {
  override readonly name = 'AttemptTimeoutError';
  readonly code = 'ETIMEDOUT';

  constructor(phase: string, ms: number) {
    super(`Timeout awaiting '${phase}' for ${ms}ms (\`httpOptions.timeout\`).`);
  }
}

/** Starts a time limit. @returns the function that ends it */
function startLimit(controller: AbortController, phase: string, ms: number | undefined): () => void {
  if (ms === undefined) return () => undefined;
  const timer = setTimeout(() => controller.abort(new AttemptTimeoutError(phase, ms)), ms);
  timer.unref();
  return () => clearTimeout(timer);
}

function toOutgoing(input: Parameters<typeof fetch>[0], init: RequestInit, settings: HttpSettings): OutgoingRequest {
  const target = typeof input === 'object' && 'url' in input ? input.url : String(input);
  const { prefixUrl } = settings;
  const url = new URL(prefixUrl === undefined ? target : `${prefixUrl.replace(/\/$/, '')}/${target}`);
  for (const [name, value] of settings.searchParams) url.searchParams.set(name, value);
  return {
    method: init.method ?? 'GET',
    url,
    headers: { ...settings.headers, ...Object.fromEntries(new Headers(init.headers)) },
  };
}

/** Without a target nobody follows a redirect. */
function withoutTarget({ status, statusText, headers }: Response): Response {
  const rest = new Headers(headers);
  rest.delete('location');
  return new Response(null, { status, statusText, headers: rest });
}

/**
 * A `fetch` that applies settings of the legacy HTTP client.
 * @param send - default: the global `fetch`, looked up at each call because tests and instrumentation replace it
 */
export function legacyFetch(settings: HttpSettings, send?: typeof fetch): typeof fetch {
  return async function sendWithSettings(input, init = {}) {
    const request = toOutgoing(input, init, settings);
    for (const hook of settings.beforeRequest) await hook(request);
    const limits = new AbortController();
    // The limit of the whole attempt includes reading the answer, which happens later.
    startLimit(limits, 'request', settings.timeout.request);
    const answered = startLimit(limits, 'response', settings.timeout.response);
    const signals = [init.signal, settings.init.signal, limits.signal].filter(
      (signal) => signal instanceof AbortSignal,
    );
    try {
      const response = await (send ?? globalThis.fetch)(request.url.href, {
        ...settings.init,
        ...init,
        method: request.method,
        headers: request.headers,
        redirect: settings.followsRedirects ? 'follow' : 'manual',
        signal: AbortSignal.any(signals),
      });
      const isRedirect = response.status >= 300 && response.status < 400;
      return isRedirect && !settings.followsRedirects ? withoutTarget(response) : response;
    } finally {
      answered();
    }
  };
}
