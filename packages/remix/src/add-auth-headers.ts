import { withHeaders } from '@acme/backend/web';
import { checkArgs, type RequestArgs } from './request-args.js';
import { requireDecision } from './require-decision.js';

/**
 * Adds to a response what the browser has to get: the cookies of a session that was renewed, and why nobody is signed in. `rootAuthLoader`
 * and `handleDataRequest` do it by themselves; resource routes and redirects of actions need it.
 * @param args - the arguments of the loader or action
 * @returns the same response; a copy with the same body if its headers cannot be changed. An answer with cookies is not cached by others
 * @throws what Remix answers the request with; {ConfigurationError}
 * @example
 * export const loader = async (args: LoaderFunctionArgs) => {
 *   const { userId } = await protect(args);
 *   return addAuthHeaders(args, json({ userId }));
 * };
 */
export async function addAuthHeaders(args: RequestArgs, response: Response): Promise<Response> {
  checkArgs(args, 'addAuthHeaders');
  const { decision } = await requireDecision(args);
  return withHeaders(response, decision.headers);
}
