import type { RequestHead } from '@acme/backend/adapter';

/** What a request is for: a page, a server action, or anything else. */
export type RequestKind = 'page' | 'action' | 'api';

const navigationDestinations: readonly string[] = ['document', 'iframe'];

/** Whether a browser opens the address, by a link, an address or a form. @see {@link https://www.w3.org/TR/fetch-metadata/ | Fetch Metadata} */
function isNavigation(head: RequestHead): boolean {
  const destination = head.header('sec-fetch-dest');
  if (destination) return navigationDestinations.includes(destination);
  return Boolean(head.header('accept')?.startsWith('text/html'));
}

/** Whether the router in the browser asks for the data of a page. Next.js removes some of these headers before the middleware. */
function isRouterNavigation(head: RequestHead): boolean {
  return ['next-url', 'rsc', 'x-nextjs-data'].some((name) => Boolean(head.header(name)));
}

/**
 * What a request is for, as its own headers say. Nothing of Next.js decides it, so that the answer is the same in every runtime, in the
 * middleware and in a route handler.
 */
export function requestKind(head: RequestHead): RequestKind {
  if (head.header('next-action')) return 'action';
  return isNavigation(head) || isRouterNavigation(head) ? 'page' : 'api';
}
