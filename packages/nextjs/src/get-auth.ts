import {
  type AcceptsToken,
  type AuthFor,
  type AuthObject,
  ConfigurationError,
  type GetAuthOptions,
  isPromise,
  type MaybePromise,
  readAuthOptions,
  type SessionAuthObject,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import { createAuthObject } from './create-auth-object.js';
import type { HeaderSource } from './header-source.js';
import { importedContext, readImported } from './imported-context.js';
import type { RequestContext } from './request-context.js';
import { settleContext } from './settle-context.js';

/** A request of the Pages Router: that of Node.js, or of the Fetch API in the edge runtime. */
export interface PagesRequest {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}

function* nodeHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>) {
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') yield [name, value] as const;
    else if (value) yield [name, value.join(', ')] as const;
  }
}

function sourceOf({ headers }: PagesRequest): HeaderSource {
  if (headers instanceof Headers) return { header: (name) => headers.get(name), all: () => headers };
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  };
  return { header, all: () => nodeHeaders(headers) };
}

/**
 * The context of a request of the Pages Router. It cannot wait, because the functions that use it answer at once.
 * @throws {ConfigurationError} `middleware_missing`; `runtime_unsupported` where the cryptography of the runtime is asynchronous
 */
export function pagesContext(request: PagesRequest, name: string): RequestContext {
  const source = sourceOf(request);
  const imported = readImported(source);
  if (isPromise(imported)) {
    throw new ConfigurationError(
      'runtime_unsupported',
      `${name}(request) answers at once, and the edge runtime checks signatures later only. Remove \`runtime: 'edge'\` from this route, or move it to the App Router and use auth().`,
    );
  }
  if (imported.kind === 'state') return importedContext(imported, source);
  throw new ConfigurationError(
    'middleware_missing',
    `${name}(request) needs a request that clerkMiddleware() has seen. Export it from proxy.ts (Next.js 16) or middleware.ts, and let its matcher include this route.`,
  );
}

/** Who sends a request of the Pages Router. */
export interface PagesGetAuth {
  (request: PagesRequest, options?: ToAuthOptions & { readonly acceptsToken?: 'session_token' }): SessionAuthObject;
  /** With the tokens of machines: await the result, because such a token is only verified where it is accepted. */
  <const Accepted extends AcceptsToken>(
    request: PagesRequest,
    options: ToAuthOptions & { readonly acceptsToken: Accepted },
  ): MaybePromise<AuthFor<Accepted>>;
}

/**
 * Who sends a request, in API routes and `getServerSideProps` of the Pages Router. Everything else uses `auth()`.
 * @returns a promise if the request has the token of a machine and `acceptsToken` names its kind: await it there
 * @throws {ConfigurationError} `middleware_missing`; `runtime_unsupported` in the edge runtime; `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/nextjs/pages-router/get-auth | getAuth()}
 * @example
 * const { userId } = getAuth(request);
 * const { isAuthenticated } = await getAuth(request, { acceptsToken: 'api_key' });
 */
export const getAuth = ((request: PagesRequest, options: GetAuthOptions = {}): MaybePromise<AuthObject> => {
  const settled = settleContext(pagesContext(request, 'getAuth'), readAuthOptions(options).acceptsToken);
  return isPromise(settled)
    ? settled.then((context) => createAuthObject(context.state, options))
    : createAuthObject(settled.state, options);
  // The types say what it answers for each kind of token.
}) as PagesGetAuth;
