import type { Transport } from './contract.js';
import { abortReason, timeLimitReached } from './contract.js';

/** A transport over a function with the signature of the global `fetch`. */
export function fetchTransport(fetchFunction: typeof fetch): Transport {
  return async function sendByFetch({ method, url, headers, body, timeoutMs, signal: outer }) {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = outer ? AbortSignal.any([outer, limit]) : limit;
    try {
      const response = await fetchFunction(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
      return {
        status: response.status,
        statusText: response.statusText,
        header: (name) => response.headers.get(name),
        text: await response.text(),
      };
    } catch (error) {
      if (outer?.aborted) throw abortReason(outer);
      throw limit.aborted ? timeLimitReached(timeoutMs) : error;
    }
  };
}

/** The global `fetch`, looked up at each call: tests and instrumentation replace it. */
export const transport: Transport = (request) => fetchTransport(globalThis.fetch)(request);
