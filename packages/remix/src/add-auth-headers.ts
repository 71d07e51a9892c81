import type { HeaderList } from '@acme/backend/adapter';
import { withHeaders } from '@acme/backend/web';
import { checkArgs, type RequestArgs } from './request-args.js';
import { lastEntryOf } from './request-entry.js';

/** The headers of what was decided about a request, without cookies that the response has already. */
export async function missingHeaders(args: RequestArgs, response: Response): Promise<HeaderList> {
  const decisions = lastEntryOf(args)?.decisions.values() ?? [];
  // Some classes that Remix puts in the place of `Headers` have no `getSetCookie`.
  const sent = response.headers.get('set-cookie') ?? '';
  const added = new Map<string, readonly [string, string]>();
  for (const decided of await Promise.allSettled(Array.from(decisions, (decided) => Promise.resolve(decided)))) {
    // An error was the answer of the loader.
    if (decided.status === 'rejected' || decided.value.decision.kind !== 'continue') continue;
    for (const [name, value] of decided.value.decision.headers) {
      const isCookie = name === 'set-cookie';
      const key = isCookie ? value : name;
      if (!(isCookie && sent.includes(value)) && !added.has(key)) added.set(key, [name, value]);
    }
  }
  return [...added.values()];
}

/**
 * Adds to a response what the browser has to get: the cookies of a session that was renewed, that no cache may keep the answer with them,
 * and why nobody is signed in. Documents, resource routes and redirects of actions need it; what is there already is not added again.
 * @param args - the arguments of the loader or action; in `entry.server.tsx` the request and its context
 * @returns the same response; a copy with the same body if its headers cannot be changed
 * @throws {ConfigurationError} `option_invalid`
 * @example
 * export const loader = async (args: LoaderFunctionArgs) => {
 *   const { userId } = await protect(args);
 *   return addAuthHeaders(args, json({ userId }));
 * };
 * // app/entry.server.tsx, where handleRequest() returns the document
 * const response = await addAuthHeaders({ request, context: loadContext }, new Response(body, { headers, status }));
 */
export async function addAuthHeaders(args: RequestArgs, response: Response): Promise<Response> {
  checkArgs(args, 'addAuthHeaders');
  return withHeaders(response, await missingHeaders(args, response));
}
