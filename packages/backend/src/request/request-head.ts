/** The facts about a request that deciding needs: no body, and no object that must be built first. */
export interface RequestHead {
  /** As the request has it, in upper case. */
  readonly method: string;
  /** Absolute URL as the server received it; forwarded headers are not applied yet. */
  readonly url: string;
  /**
   * The value of a header; several values joined by `, `.
   * @param name - in lower case
   * @returns `undefined` or an empty text if it is absent
   */
  header(name: string): string | null | undefined;
  /** Every header; read only when a session is refreshed. */
  headers(): Iterable<readonly [name: string, value: string]>;
}

/**
 * The head of a Fetch API request. The request is neither cloned nor read.
 * @param url - absolute URL of the page or route that is requested. Default: that of the request; frameworks that fetch data for a page
 *   under another address (`/page.data`) give the page's
 */
export function requestHead(request: Request, url: URL | string = request.url): RequestHead {
  const headers = request.headers;
  return {
    method: request.method,
    url: String(url),
    header: (name) => headers.get(name),
    headers: () => headers,
  };
}
