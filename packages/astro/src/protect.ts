import {
  type ActiveInOrganization,
  type AcceptsToken,
  type Authenticated,
  type AuthFor,
  type AuthObject,
  type OrganizationRule,
  type ProtectOptions,
  type SignedInAuthObject,
} from '@acme/backend/adapter';
import { protectRequest } from '@acme/backend/full-stack';
import { toResponse } from '@acme/backend/web';
import { Refused } from './refused.js';
import type { RequestContext } from './request-context.js';
import { decisionOf, refuse } from './request-decision.js';

/** Lets a request pass, or ends it. */
export interface Protect {
  /** For people who are active in an organization. */
  (
    context: RequestContext,
    rule: Omit<ProtectOptions, 'token'> & OrganizationRule,
  ): ActiveInOrganization<SignedInAuthObject>;
  /** For people. */
  (context: RequestContext, ...rule: readonly [rule?: Omit<ProtectOptions, 'token'>]): SignedInAuthObject;
  <const Accepted extends AcceptsToken>(
    context: RequestContext,
    rule: ProtectOptions & { readonly token: Accepted } & OrganizationRule,
  ): ActiveInOrganization<Authenticated<AuthFor<Accepted>>>;
  /** For the kinds of token that the rule names. */
  <const Accepted extends AcceptsToken>(
    context: RequestContext,
    rule: ProtectOptions & { readonly token: Accepted },
  ): Authenticated<AuthFor<Accepted>>;
}

function check(context: RequestContext, ...rule: readonly [rule?: ProtectOptions]): AuthObject {
  const decision = decisionOf(context) ?? refuse('protect');
  const found = protectRequest(decision.state, decision.head, rule, 'protect(context)');
  if (found.kind === 'pass') return found.auth;
  const response = toResponse(found.response);
  decision.refusal = response;
  throw new Refused(response);
}

/**
 * Lets a request pass whose credential fulfils the rule, and ends any other: who opens a page and is not signed in is redirected to the sign-in
 * page; other requests get 401. 403 if the credential does not suffice; 503 if it could not be checked. In a page call it in the page itself:
 * Astro has begun to send the answer when it renders other components.
 * @param context - of an endpoint, an action or a middleware; in a page `Astro`
 * @param rule - what the route requires; all of it must hold. Default: somebody who is signed in
 * @returns who sends the request; `userId` is a string
 * @throws what `clerkMiddleware()` answers the request with; {ConfigurationError} `middleware_missing`, `option_unknown`, `option_invalid`
 * @example
 * const { userId } = protect(Astro);
 * protect(context, { permission: 'org:posts:delete' });
 * const { scopes } = protect(context, { token: 'api_key' });
 */
// The type says who has passed.
export const protect = check as unknown as Protect;
