/** Path of a request without the suffix of the publishable key's address. */
export function requestPath(request: Request): string {
  const { pathname } = new URL(request.url);
  if (pathname === developmentSuffixPath) return '/';
  return pathname.startsWith(`${developmentSuffixPath}/`) ? pathname.slice(developmentSuffixPath.length) : pathname;
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
