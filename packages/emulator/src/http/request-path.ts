import { DEVELOPMENT_SUFFIX_PATH } from '../instance/keys.js';

/** Path of a request without the marker that every address made from the publishable key begins with. */
export function requestPath(request: Request): string {
  const { pathname } = new URL(request.url);
  if (pathname === DEVELOPMENT_SUFFIX_PATH) return '/';
  return pathname.startsWith(`${DEVELOPMENT_SUFFIX_PATH}/`) ? pathname.slice(DEVELOPMENT_SUFFIX_PATH.length) : pathname;
}

/** The method a browser library means: `_method` in the query of a POST keeps the request free of a CORS preflight. */
export function meantMethod(request: Request): string {
  const meant = new URL(request.url).searchParams.get('_method')?.toUpperCase();
  return request.method === 'POST' && meant && ['PATCH', 'PUT', 'DELETE'].includes(meant) ? meant : request.method;
}
