import { UnusableResponseError } from '../../errors.js';
import type { TransportRequest } from './contract.js';

/** How many redirects one request follows. */
export const maxRedirects = 20;

const redirects3xx: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether an answer with this status redirects the request. */
export function isRedirect(status: number): boolean {
  return redirects3xx.has(status);
}

function refuse(why: string): UnusableResponseError {
  return new UnusableResponseError(
    'redirect_refused',
    `the answer is a redirect ${why}, which is not followed. Set the option \`apiUrl\` (CLERK_API_URL) to where the Backend API is.`,
  );
}

/**
 * The next request after a redirect. A redirect to another origin is refused: the secret key, and bodies with tokens and
 * personal data, are sent only to the configured origin.
 * @param location - value of the `Location` header
 * @throws {UnusableResponseError} `redirect_refused`
 * @see {@link https://fetch.spec.whatwg.org/#http-redirect-fetch | Fetch Standard, HTTP-redirect fetch}
 */
export function redirected(request: TransportRequest, location: string, status: number): TransportRequest {
  const { origin } = new URL(request.url);
  if (!URL.canParse(location, request.url)) throw refuse('to something that is no URL');
  const url = new URL(location, request.url);
  if (url.origin !== origin) throw refuse(`to another origin (${url.origin === 'null' ? url.protocol : url.origin})`);
  url.hash = url.username = url.password = '';
  if (!(status === 303 ? request.method !== 'GET' : status < 303 && request.method === 'POST')) {
    return { ...request, url: url.href };
  }
  const { 'content-type': _, ...headers } = request.headers;
  return { ...request, url: url.href, headers, method: 'GET', body: undefined };
}

/** The error of a transport after too many redirects. */
export function tooManyRedirects(): UnusableResponseError {
  return refuse(`after ${maxRedirects} others`);
}
