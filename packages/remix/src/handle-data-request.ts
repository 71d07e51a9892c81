import { withHeaders } from '@acme/backend/web';
import { missingHeaders } from './add-auth-headers.js';
import type { RequestArgs } from './request-args.js';
import { lastEntryOf } from './request-entry.js';

/** Loads the page anew, where the session can be looked up and a redirect to sign-in keeps its address. */
function loadPage({ request }: RequestArgs): Response {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
  for (const name of ['_data', '_routes']) url.searchParams.delete(name);
  const headers = {
    location: url.pathname + url.search,
    'x-remix-reload-document': 'true',
    'cache-control': 'no-store',
  };
  return new Response(null, { status: 302, headers });
}

/**
 * Completes the answers to requests that Remix sends for the data of a page: the browser gets the cookies of a session that was renewed,
 * whichever loader asked for it, and who `protect` has refused as not signed in gets the page itself, with its redirect to sign-in.
 * @param response - the answer so far
 * @returns the answer
 * @see {@link https://remix.run/docs/en/main/file-conventions/entry.server#handledatarequest | handleDataRequest}
 * @example
 * // app/entry.server.tsx
 * export { handleDataRequest } from '@acme/remix/ssr.server';
 */
export async function handleDataRequest(response: Response, args: RequestArgs): Promise<Response> {
  if (lastEntryOf(args)?.isRefused && response.status === 401) return loadPage(args);
  const missing = await missingHeaders(args, response);
  return withHeaders(
    response,
    missing.filter(([name]) => name === 'set-cookie' || name === 'cache-control'),
  );
}
