import type { ApiRequest, ApiResponse } from './send.js';

/** Sends a request, or waits for an equal one that is in flight. */
export type Share = (request: ApiRequest, start: () => Promise<ApiResponse>) => Promise<ApiResponse>;

/** Lets equal GET calls at the same time share one request. Each call decodes the answer for itself. */
export function shareInFlight(): Share {
  const inFlight = new Map<string, Promise<ApiResponse>>();
  return (request, start) => {
    // A call with its own time limit, signal or headers must not depend on another call.
    if (request.method !== 'GET' || request.headers || request.signal || request.timeoutMs !== undefined)
      return start();
    const key = JSON.stringify([request.path, request.query ?? '', request.versioned ?? true, request.key ?? 'secret']);
    const known = inFlight.get(key);
    if (known) return known;
    const answer = start().finally(() => inFlight.delete(key));
    inFlight.set(key, answer);
    return answer;
  };
}
