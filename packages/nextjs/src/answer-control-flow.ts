import { ServiceUnavailableError } from '@acme/backend/adapter';
import { MalformedURLError } from '@acme/backend/full-stack';
import { NextResponse, type NextRequest } from 'next/server.js';
import { controlFlowOf } from './control-flow.js';
import type { RequestContext } from './request-context.js';
import { requestKind } from './request-kind.js';

/** No application has a page here, so Next.js shows the application's page for what is not found. */
const nowhere = '/clerk_not_found';

/**
 * Whether a request is for the page that says that nothing was found. It needs no decision; and where Next.js sends a rewritten request
 * through the network to itself (`next start --hostname 127.0.0.1`), refusing it again would never end.
 */
export const isNotFoundPage = (request: NextRequest) => request.nextUrl.pathname === nowhere;

function notFound(context: RequestContext, request: NextRequest): Response {
  if (requestKind(context.head) !== 'page') return new Response(null, { status: 404 });
  return NextResponse.rewrite(new URL(nowhere, request.url));
}

/**
 * The answer to what the handler of a middleware throws: to redirect, to refuse, because a path cannot be decoded, or because the service
 * could not be reached.
 * @returns undefined for any other error
 */
export function answerControlFlow(error: unknown, context: RequestContext, request: NextRequest): Response | undefined {
  if (error instanceof ServiceUnavailableError) {
    const headers = { 'retry-after': String(error.retryAfterSeconds), 'cache-control': 'no-store' };
    return Response.json({ error: 'Service Unavailable' }, { status: 503, headers });
  }
  if (error instanceof MalformedURLError) return new Response(null, { status: 400 });
  const flow = controlFlowOf(error);
  if (flow === undefined) return undefined;
  if (flow.kind === 'redirect') return NextResponse.redirect(new URL(flow.url, request.url), flow.status);
  return flow.status === 404 ? notFound(context, request) : new Response(null, { status: flow.status });
}
