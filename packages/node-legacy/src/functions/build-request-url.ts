import { createClerkRequest } from '@acme/backend/internal';

/** The URL of a request as the browser sees it, forwarded headers applied, without the query. @param path - default: that of the request */
export function buildRequestUrl(request: Request, path?: string): URL {
  const { origin, pathname } = createClerkRequest(request).clerkUrl;
  return new URL(path ?? pathname, origin);
}

/** A request at its public URL. @param create - creates the request with the classes it is given */
export function createIsomorphicRequest(
  create: (RequestClass: typeof Request, HeadersClass: typeof Headers) => Request,
): Request {
  const request = create(Request, Headers);
  return new Request(createClerkRequest(request).clerkUrl, request);
}
