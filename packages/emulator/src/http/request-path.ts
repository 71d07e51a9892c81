/**
 * The path of a request in one form: without the suffix of the publishable key's address, with one slash at its start and none at
 * its end. Browser libraries send `//api_keys` and `/v1/me/email_addresses/`.
 */
export function requestPath(request: Request): string {
  const path = new URL(request.url).pathname.replace(/^\/{2,}/, '/');
  // RFC 8414 section 3.1 puts the path of an issuer behind the well-known path.
  if (path.startsWith('/.well-known/') && path.endsWith(developmentSuffixPath))
    return path.slice(0, -developmentSuffixPath.length);
  const isPrefixed = path === developmentSuffixPath || path.startsWith(`${developmentSuffixPath}/`);
  const own = (isPrefixed ? path.slice(developmentSuffixPath.length) : path).replace(/^\/{2,}/, '/');
  return own.length > 1 && own.endsWith('/') ? own.slice(0, -1) : own || '/';
}

/** The method that a browser library means: it sends POST with `_method` in the query, which needs no CORS preflight. */
export function meantMethod(request: Request): string {
  const meant = new URL(request.url).searchParams.get('_method')?.toUpperCase();
  return request.method === 'POST' && meant && ['PATCH', 'PUT', 'DELETE'].includes(meant) ? meant : request.method;
}

/**
 * Path the publishable key's address ends with. Browser libraries recognise a development instance by a key that ends in
 * `accounts.dev`, and a key needs a dot; the emulator strips the path from every request it gets.
 */
export const developmentSuffixPath = '/accounts.dev';
