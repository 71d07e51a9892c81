import { stateHeaderNames } from '@acme/backend/full-stack';
import { NextResponse, type NextRequest } from 'next/server.js';

/** The headers by which Next.js is given those that the application sees: a list of names, and one for each. */
const namesHeader = 'x-middleware-override-headers';
const valuePrefix = 'x-middleware-request-';
const rewriteHeader = 'x-middleware-rewrite';

/** Whether an answer of the handler lets the request go on, as those of `NextResponse.next()` and `.rewrite()` do. */
export function goesOn({ headers }: Response): boolean {
  return headers.has('x-middleware-next') || headers.has(rewriteHeader);
}

/** Where a rewritten request goes; undefined if it is not rewritten. */
export function rewriteTarget({ headers }: Response, request: NextRequest): URL | undefined {
  const target = headers.get(rewriteHeader);
  return target === null ? undefined : new URL(target, request.url);
}

/** The headers that the application is to see: those that the handler has set, else those of the request; never a state of the client. */
function applicationHeaders({ headers }: Response, request: NextRequest): Headers {
  const names = headers.get(namesHeader);
  const seen = names === null ? new Headers(request.headers) : new Headers();
  for (const name of names?.split(',') ?? []) {
    const value = headers.get(`${valuePrefix}${name}`);
    if (value !== null) seen.set(name, value);
  }
  for (const name of stateHeaderNames) seen.delete(name);
  return seen;
}

/** A request that goes on to the application. */
export interface PassedOn {
  /** The headers that the application is to see. Those of the state, and others, are set here. */
  readonly seen: Headers;
  /** The answer that lets the request go on, with these headers. */
  readonly toAnswer: () => Response;
}

/**
 * Lets a request go on to the application, without what the client sent under the names of a state.
 * @param answer - of the handler. Default: the request goes on as it is
 */
export function passOn(request: NextRequest, answer: Response = NextResponse.next()): PassedOn {
  const seen = applicationHeaders(answer, request);
  const toAnswer = () => {
    for (const name of stateHeaderNames) answer.headers.delete(`${valuePrefix}${name}`);
    answer.headers.set(namesHeader, [...seen.keys()].join(','));
    for (const [name, value] of seen) answer.headers.set(`${valuePrefix}${name}`, value);
    return answer;
  };
  return { seen, toAnswer };
}
