import type { DecidedResponse } from '../request/create-authenticator.js';

/** The `Response` for an answer that the decision or a guard made. */
export function toResponse({ status, headers, body }: DecidedResponse): Response {
  return new Response(body ?? null, {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}
