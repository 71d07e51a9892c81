import type { Transport } from './contract.js';
import { abortReason, timeLimitReached } from './contract.js';

/** A transport over a function with the signature of the global `fetch`. */
export function fetchTransport(fetchFunction: typeof fetch): Transport {
  return async function sendByFetch({ method, url, headers, body, timeoutMs, signal: outer }) {
    // One signal for both the time limit and the caller's own signal.
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(timeLimitReached(timeoutMs)), timeoutMs);
    const forward = () => controller.abort(abortReason(outer));
    if (outer?.aborted) forward();
    outer?.addEventListener('abort', forward, { once: true });
    const { signal } = controller;
    try {
      const response = await fetchFunction(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
      return {
        status: response.status,
        statusText: response.statusText,
        header: (name) => response.headers.get(name),
        text: await response.text(),
      };
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', forward);
    }
  };
}

/** The global `fetch`, looked up at each call: tests and instrumentation replace it. */
export const transport: Transport = (request) => fetchTransport(globalThis.fetch)(request);
