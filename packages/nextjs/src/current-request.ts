import { ConfigurationError } from '@acme/backend/adapter';
import { headers } from 'next/headers.js';
import { decideHere } from './decide-here.js';
import type { HeaderSource } from './header-source.js';
import { importedContext, readImported } from './imported-context.js';
import { middlewareRequest, type RequestContext } from './request-context.js';

const contexts = new WeakMap<object, Promise<RequestContext>>();

async function read(source: HeaderSource): Promise<RequestContext> {
  const found = await readImported(source);
  if (found.kind === 'state') return importedContext(found, source);
  const context = await decideHere(source);
  if (context) return context;
  throw new ConfigurationError(
    'middleware_missing',
    'auth() needs a request that clerkMiddleware() has seen. Export it from proxy.ts (Next.js 16) or middleware.ts, and let its matcher include this route.',
  );
}

/** The request that is being answered, in the application or in the handler of the middleware; read once. */
export async function currentRequest(): Promise<RequestContext> {
  const inMiddleware = middlewareRequest.getStore();
  if (inMiddleware) return inMiddleware;
  // The same object for the whole request.
  const list = await headers();
  const known = contexts.get(list);
  if (known) return known;
  const context = read({ header: (name) => list.get(name), all: () => list });
  contexts.set(list, context);
  return context;
}
