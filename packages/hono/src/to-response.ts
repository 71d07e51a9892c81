import type { DecidedResponse } from '@acme/backend/adapter';

/** An answer that the decision or a guard made, as Hono sends it. */
export function toResponse({ status, headers, body }: DecidedResponse): Response {
  return new Response(body ?? null, {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}
