import { isAllowedOrigin } from './check-redirect-url.js';

/** Origins that may call, in addition to those of this machine. */
interface OriginPolicy {
  readonly allowedOrigins: readonly string[];
}

/** The answer to a preflight request, on every path. `allowOrigin` adds the headers. */
export function answerPreflight(): Response {
  return new Response(null, { status: 204 });
}

/**
 * Allows an application on an allowed origin to read an answer, whatever its status: a browser library takes an answer that it
 * cannot read for a broken connection. HTML is for people, so that other pages cannot read it.
 */
export function allowOrigin(policy: OriginPolicy, request: Request, response: Response): Response {
  const origin = request.headers.get('origin');
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (origin === null || isPage || !isAllowedOrigin(policy, origin)) return response;
  const { headers } = response;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
  headers.set('access-control-allow-headers', 'Authorization, Content-Type');
  headers.set('access-control-expose-headers', 'Authorization, Clerk-Db-Jwt, X-Country');
  headers.append('vary', 'Origin');
  return response;
}
