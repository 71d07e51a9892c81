import { parseCookies } from './cookies.js';
import { publicOrigin, publicUrl } from './read-request.js';
import { requestHead } from './request-head.js';

/** A request with its public URL and its cookies. */
export type ClerkRequest = Request & {
  /** The URL as the browser sees it, forwarded headers applied. */
  readonly clerkUrl: URL;
  readonly cookies: ReadonlyMap<string, string>;
};

/** Adds public URL and cookies to a request, or makes such a request. */
export function createClerkRequest(...parameters: ConstructorParameters<typeof Request>): ClerkRequest {
  const [input, init] = parameters;
  const request = input instanceof Request && init === undefined ? new Request(input) : new Request(input, init);
  const head = requestHead(request);
  return Object.defineProperties(request, {
    clerkUrl: { value: publicUrl(head, publicOrigin(head)), enumerable: true },
    cookies: { value: parseCookies(request.headers.get('cookie') ?? ''), enumerable: true },
    // The properties that ClerkRequest adds are defined right here.
  }) as ClerkRequest;
}
