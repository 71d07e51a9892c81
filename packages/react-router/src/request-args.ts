import { requestHead, type RequestHead } from '@acme/backend/web';

/** What loaders, actions and middleware of React Router get; of other frameworks' arguments only what is needed here. */
export interface RequestArgs {
  readonly request: Request;
  /** Of this request alone; the middleware stores the state there. */
  readonly context: object;
  /** The address of the page. Versions before 7.12 have only that of the request. */
  readonly url?: URL;
}

/** Whether the address says that the router in the browser requests the data of a page. React Router 7 removes that from it. */
export const isDataAddress = ({ request }: RequestArgs): boolean => /^[^?#]*\.data(?:[?#]|$)/.test(request.url);

/**
 * The address of the page or route, without what React Router adds to request its data: `.data` in React Router 8, `_routes` in both.
 * @see {@link https://reactrouter.com/upgrading/future | Future flags: v8_passThroughRequests}
 */
function pageUrl(args: RequestArgs): string {
  const { url, request } = args;
  // React Router's own address has no slash at the end, so it counts only where it is needed.
  const address = url && isDataAddress(args) ? url.href : request.url;
  if (!address.includes('_routes=')) return address;
  const page = new URL(address);
  page.searchParams.delete('_routes');
  return page.href;
}

/** The head of a request as the decision reads it. */
export const headOf = (args: RequestArgs): RequestHead => requestHead(args.request, pageUrl(args));
