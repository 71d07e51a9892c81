import {
  ConfigurationError,
  isPromise,
  type AuthObject,
  type GetAuth,
  type GetAuthOptions,
} from '@acme/backend/adapter';
import { createAuth } from './create-auth.js';
import { importedContext, readImported, type HeaderSource } from './imported-context.js';
import type { RequestContext } from './request-context.js';

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
  const { options, imported } = readImported(source);
  if (isPromise(imported)) {
    throw new ConfigurationError(
      'runtime_unsupported',
      `${name}(request) answers at once, and the edge runtime checks signatures later only. Remove \`runtime: 'edge'\` from this route, or move it to the App Router and use auth().`,
    );
  }
  if (imported.kind === 'state') return importedContext(imported, source, options);
  throw new ConfigurationError(
    'middleware_missing',
    `${name}(request) needs a request that clerkMiddleware() has seen. Export it from proxy.ts (Next.js 16) or middleware.ts, and let its matcher include this route.`,
  );
}

/**
 * Who sends a request, in API routes and `getServerSideProps` of the Pages Router. Everything else uses `auth()`.
 * @throws {ConfigurationError} `middleware_missing`; `runtime_unsupported` in the edge runtime; `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/nextjs/pages-router/get-auth | getAuth()}
 */
export const getAuth = ((request: PagesRequest, options?: GetAuthOptions): AuthObject =>
  createAuth(pagesContext(request, 'getAuth'), options)) as GetAuth<PagesRequest>;
