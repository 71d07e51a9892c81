import type {
  AcceptsToken,
  ActiveInOrganization,
  Authenticated,
  AuthFor,
  OrganizationRule,
  ProtectOptions,
  SignedInAuthObject,
} from '@acme/backend/adapter';
import { protectRequest } from '@acme/backend/full-stack';
import { toResponse, withHeaders } from '@acme/backend/web';
import { checkArgs, type RequestArgs } from './request-args.js';
import { entryOf } from './request-entry.js';
import { answerWith, requireDecision } from './require-decision.js';

/** Lets a request pass, or ends it. */
export interface Protect {
  /** For people who are active in an organization. */
  (
    args: RequestArgs,
    rule: ProtectOptions & { readonly token?: 'session_token' } & OrganizationRule,
  ): Promise<ActiveInOrganization<SignedInAuthObject>>;
  (args: RequestArgs, rule?: ProtectOptions & { readonly token?: 'session_token' }): Promise<SignedInAuthObject>;
  <const Accepted extends AcceptsToken>(
    args: RequestArgs,
    rule: ProtectOptions & { readonly token: Accepted } & OrganizationRule,
  ): Promise<ActiveInOrganization<Authenticated<AuthFor<Accepted>>>>;
  /** The same for other kinds of token. */
  <const Accepted extends AcceptsToken>(
    args: RequestArgs,
    rule: ProtectOptions & { readonly token: Accepted },
  ): Promise<Authenticated<AuthFor<Accepted>>>;
}

/**
 * Guards a loader or an action: it gives who is signed in and fulfils the rule, so that `userId` is a string after it. Who opens a page and
 * is not signed in is redirected to sign-in, other requests get 401; 403 if the session or token does not suffice, and 503 with
 * `Retry-After` if it could not be checked. It ends the request by throwing the answer: a `catch` around it must throw it again.
 * @param args - the arguments of the loader or action
 * @param given - what is required; all of it must hold. Default: somebody who is signed in
 * @throws what Remix answers the request with; {ConfigurationError} for unknown members and unusable values, `undefined` among them
 * @example
 * export const loader = async (args: LoaderFunctionArgs) => {
 *   const { userId } = await protect(args);
 *   return { userId };
 * };
 * export const action = async (args: ActionFunctionArgs) => {
 *   await protect(args, { permission: 'org:posts:delete' });
 * };
 */
export const protect: Protect = (async (args: RequestArgs, ...given: readonly [rule?: ProtectOptions]) => {
  checkArgs(args, 'protect');
  const { decision, head } = await requireDecision(args);
  const result = protectRequest(decision.state, head, given, 'await protect(args)');
  if (result.kind === 'pass') return result.auth;
  if (result.why === 'unauthenticated') entryOf(args).isRefused = true;
  return answerWith(withHeaders(toResponse(result.response), decision.headers));
  // The types say what it answers for each kind of token.
}) as Protect;
