/** A request before it is sent, for {@link HttpOptions.hooks}. A hook may change `headers` and `url`. */
export interface OutgoingRequest {
  readonly method: string;
  url: URL;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
}

/** Called before each attempt. It sees the secret key in `headers.authorization`. */
export type BeforeRequest = (request: OutgoingRequest) => unknown;

type HeaderValue = string | readonly string[] | null | undefined;

/**
 * Settings of the HTTP client: those of `got` (2.x) or those of `fetch` (3.x, 4.x). Calls are sent with `fetch`, which has the settings below
 * and those of its `RequestInit`. Any other setting has no effect, and a warning names it (code `ACME_NODE_LEGACY_HTTP_OPTIONS`).
 */
export interface HttpOptions {
  /** Additional headers. The key, the content type and the other headers that the client sets itself are never replaced. */
  readonly headers?:
    Readonly<Record<string, HeaderValue>> | Headers | readonly (readonly [name: string, value: string])[] | undefined;
  /** Time limits of each attempt in ms: of all of it (a number, or `request`), or until the headers of the answer (`response`). */
  readonly timeout?:
    number | { readonly request?: number; readonly response?: number; readonly [phase: string]: unknown } | undefined;
  /** How many times a failed request is sent again where that is safe: a number, or `limit`. Default 2. `maxRetryAfter`: longest wait in ms. */
  readonly retry?:
    | number
    | { readonly limit?: number; readonly maxRetryAfter?: number; readonly [setting: string]: unknown }
    | undefined;
  /** Parameters that are set in the query of each URL. */
  readonly searchParams?: string | URLSearchParams | object | undefined;
  /** Put before each URL, with a `/` between: `https://proxy.example.com` results in `https://proxy.example.com/https://api.clerk.com/v1/users`. */
  readonly prefixUrl?: string | URL | undefined;
  /** Whether redirects are followed. Default true; otherwise a redirect is a failed call. */
  readonly followRedirect?: boolean | undefined;
  /** Functions around a request; `beforeRequest` is called. */
  readonly hooks?: { readonly beforeRequest?: readonly BeforeRequest[]; readonly [hook: string]: unknown } | undefined;
  readonly [setting: string]: unknown;
}
