import {
  type AcceptsToken,
  type ActiveInOrganization,
  type Authenticated,
  type AuthFor,
  type AuthObject,
  type OrganizationRule,
  type ProtectOptions,
  type RequestHead,
  type SignedInAuthObject,
} from '@acme/backend/adapter';
import { isRenewable, pageUrlOf, protectRequest } from '@acme/backend/full-stack';
import { toResponse } from '@acme/backend/web';
import { headOf, isDataAddress, type RequestArgs } from './request-args.js';
import { requireDecision, type RequestDecision } from './request-decision.js';

type Rule = readonly [rule?: ProtectOptions];

/** Lets a request pass, or ends it. */
export interface Protect {
  /** For people who are active in an organization. */
  (
    args: RequestArgs,
    rule: Omit<ProtectOptions, 'token'> & OrganizationRule,
  ): Promise<ActiveInOrganization<SignedInAuthObject>>;
  /** For people. */
  (args: RequestArgs, ...rule: readonly [rule?: Omit<ProtectOptions, 'token'>]): Promise<SignedInAuthObject>;
  <const Accepted extends AcceptsToken>(
    args: RequestArgs,
    rule: ProtectOptions & { readonly token: Accepted } & OrganizationRule,
  ): Promise<ActiveInOrganization<Authenticated<AuthFor<Accepted>>>>;
  /** For the kinds of token that the rule names. */
  <const Accepted extends AcceptsToken>(
    args: RequestArgs,
    rule: ProtectOptions & { readonly token: Accepted },
  ): Promise<Authenticated<AuthFor<Accepted>>>;
}

const example = 'await protect(args)';

/** The same request, as the one for the page whose data is requested. */
const asPage = (head: RequestHead): RequestHead => ({
  ...head,
  header: (name) => (name === 'sec-fetch-dest' ? 'document' : head.header(name)),
});

/** Loads the page as a document, which is redirected to look up the session. React Router's `redirectDocument()` gives the same. */
const reload = (url: string): Response =>
  new Response(null, {
    status: 302,
    headers: { location: url, 'x-remix-reload-document': 'true', 'cache-control': 'no-store' },
  });

/** The answer where the router in the browser has requested the data of a page. */
function answerForPage({ state }: RequestDecision, head: RequestHead, rule: Rule): Response | undefined {
  if (isRenewable(state)) return reload(pageUrlOf(state, head).href);
  const found = protectRequest(state, asPage(head), rule, example);
  return found.kind === 'refuse' ? toResponse(found.response) : undefined;
}

const mayBeData = (head: RequestHead) => head.method === 'GET' && head.header('sec-fetch-dest') === 'empty';

/** @returns who sends the request. @throws {Response} the answer, if the request may not pass */
function check(args: RequestArgs, rule: Rule): AuthObject {
  const decided = requireDecision(args, 'protect');
  const head = headOf(args);
  const found = protectRequest(decided.state, head, rule, example);
  if (found.kind === 'pass') return found.auth;
  const pageAnswer =
    found.why === 'unauthenticated' && mayBeData(head) ? answerForPage(decided, head, rule) : undefined;
  if (pageAnswer && isDataAddress(args)) throw pageAnswer;
  if (pageAnswer) decided.pageAnswer = { insteadOf: found.response.status, response: pageAnswer };
  throw toResponse(found.response);
}

/**
 * Lets a request pass whose credential fulfils the rule, and throws the answer to any other: who opens a page and is not signed in is
 * redirected to the sign-in page, or back to the page if the session only has to be renewed; other requests get 401. 403 if the credential
 * does not suffice; 503 if it could not be checked.
 * @param args - the arguments of a loader or an action
 * @param rule - what the route requires; all of it must hold. Default: somebody who is signed in
 * @returns who sends the request; `userId` is a string
 * @throws {Response} as React Router expects it; {ConfigurationError} `middleware_missing`, `option_unknown`, `option_invalid`
 * @example
 * const { userId } = await protect(args);
 * await protect(args, { permission: 'org:posts:delete' });
 * const { scopes } = await protect(args, { token: 'api_key' });
 */
// The type says who has passed.
export const protect = ((args: RequestArgs, ...rule: Rule) =>
  new Promise<unknown>((resolve) => resolve(check(args, rule)))) as Protect;
