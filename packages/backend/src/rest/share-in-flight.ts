import type { ApiRequest, ApiResponse } from './send.js';

/** Sends a request, or waits for the same one that is under way. */
export type Share = (request: ApiRequest, start: () => Promise<ApiResponse>) => Promise<ApiResponse>;

/** Lets callers that ask for the same thing at the same time share one GET. Each decodes the answer for itself. */
export function shareInFlight(): Share {
  const underWay = new Map<string, Promise<ApiResponse>>();
  return (request, start) => {
    // A call with settings of its own must not end with somebody else's.
    if (request.method !== 'GET' || request.headers || request.signal || request.timeoutMs !== undefined)
      return start();
    const key = JSON.stringify([request.path, request.query ?? '', request.versioned ?? true, request.key ?? 'secret']);
    const known = underWay.get(key);
    if (known) return known;
    const answer = start().finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  };
}
