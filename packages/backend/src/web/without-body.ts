import { contentHeaders } from '../request/content-headers.js';

/**
 * A response with the status and the headers of another, without its body. A CORS preflight that passed a guard is answered by the
 * application for somebody who is not signed in; browsers read only the headers.
 */
export function withoutBody({ status, ok, headers, body }: Response): Response {
  const kept = new Headers(headers);
  for (const name of contentHeaders) kept.delete(name);
  // The rejection of a stream that cannot be cancelled would end the process.
  body?.cancel().catch(() => undefined);
  return new Response(null, { status: ok ? 204 : status, headers: kept });
}
