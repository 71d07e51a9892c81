import { readLimitedText } from '../../token/read-limited-text.js';
import type { Transport, TransportRequest, TransportResponse } from './contract.js';
import { abortReason, responseTooLarge, timeLimitReached } from './contract.js';
import { isRedirect, maxRedirects, redirected, tooManyRedirects } from './redirected.js';

/** A transport over a function with the signature of the global `fetch`. */
export function fetchTransport(fetchFunction: typeof fetch): Transport {
  return async function sendByFetch(request) {
    const { timeoutMs, signal: outer } = request;
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = outer ? AbortSignal.any([outer, limit]) : limit;
    try {
      return await unlessAborted(signal, follow(fetchFunction, request, signal));
    } catch (error) {
      if (outer?.aborted) throw abortReason(outer);
      throw limit.aborted ? timeLimitReached(timeoutMs) : error;
    }
  };
}

/** Rejects when `signal` aborts, even if a replacement of `fetch` ignores the signal. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(abortReason(signal));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    if (signal.aborted) giveUp();
  });
}

async function follow(
  fetchFunction: typeof fetch,
  first: TransportRequest,
  signal: AbortSignal,
): Promise<TransportResponse> {
  let request = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const { method, url, headers, body } = request;
    const response = await fetchFunction(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const location = isRedirect(response.status) ? response.headers.get('location') : null;
    if (location === null) return await read(response, request);
    discard(response);
    request = redirected(request, location, response.status);
  }
  throw tooManyRedirects();
}

async function read(response: Response, { maxBytes }: TransportRequest): Promise<TransportResponse> {
  return {
    status: response.status,
    statusText: response.statusText,
    header: (name) => response.headers.get(name),
    text: await readLimitedText(response, maxBytes, responseTooLarge),
  };
}

/** Cancels an unread answer, which frees its connection. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

/** Sends with the global `fetch`, looked up at each call because tests and instrumentation replace it. */
export const transport: Transport = (request) => fetchTransport(globalThis.fetch)(request);
