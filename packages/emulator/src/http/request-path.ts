/** Path of a request without the marker that every address made from the publishable key begins with. */
export function requestPath(request: Request): string {
  const { pathname } = new URL(request.url);
  if (pathname === developmentSuffixPath) return '/';
  return pathname.startsWith(`${developmentSuffixPath}/`) ? pathname.slice(developmentSuffixPath.length) : pathname;
}

/** The method a browser library means: `_method` in the query of a POST keeps the request free of a CORS preflight. */
export function meantMethod(request: Request): string {
  const meant = new URL(request.url).searchParams.get('_method')?.toUpperCase();
  return request.method === 'POST' && meant && ['PATCH', 'PUT', 'DELETE'].includes(meant) ? meant : request.method;
}

/**
 * Path the publishable key's address ends with. Browser libraries recognise a development instance by a key that ends in
 * `accounts.dev`, and a key needs a dot; the emulator strips the path from every request it gets.
 */
export const developmentSuffixPath = '/accounts.dev';
