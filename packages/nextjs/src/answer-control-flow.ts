import { ServiceUnavailableError } from '@acme/backend/adapter';
import { MalformedURLError } from '@acme/backend/full-stack';
import { NextResponse, type NextRequest } from 'next/server.js';
import { controlFlowOf } from './control-flow.js';

/**
 * The answer to who may not see a page. It is not the application's own page for what is not found: a request that is rewritten to a path
 * without a page would reach a catch-all route, which may show what the handler has just refused.
 */
const notFound = () => new Response('This page could not be found.', { status: 404 });

const readingMethods: readonly string[] = ['GET', 'HEAD'];

/**
 * The answer to what the handler of a middleware throws: to redirect, to refuse, because a path cannot be decoded, or because the service
 * could not be reached.
 * @returns undefined for any other error
 */
export function answerControlFlow(error: unknown, request: NextRequest): Response | undefined {
  if (error instanceof ServiceUnavailableError) {
    const headers = { 'retry-after': String(error.retryAfterSeconds), 'cache-control': 'no-store' };
    return Response.json({ error: 'Service Unavailable' }, { status: 503, headers });
  }
  if (error instanceof MalformedURLError) return new Response(null, { status: 400 });
  const flow = controlFlowOf(error);
  if (flow === undefined) return undefined;
  if (flow.kind === 'redirect') {
    // After 307 a browser would send a posted form again, to the sign-in page. Next.js answers server actions with 303, too.
    const status = flow.isOurs && !readingMethods.includes(request.method) ? 303 : flow.status;
    return NextResponse.redirect(new URL(flow.url, request.url), status);
  }
  if (flow.status === 404) return notFound();
  const headers: HeadersInit = flow.challenge === undefined ? {} : { 'www-authenticate': flow.challenge };
  return new Response(null, { status: flow.status, headers });
}
