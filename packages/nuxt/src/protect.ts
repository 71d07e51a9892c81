import {
  ConfigurationError,
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
import { isPageNavigation, protectRequest } from '@acme/backend/full-stack';
import { appendHeaders, sendResponse } from '@acme/backend/node-http';
import { createError, type H3Event } from 'h3';
import { headOf } from './head-of.js';
import { isForEverybody } from './is-for-everybody.js';
import { keepPrivate } from './keep-private.js';
import { keepRefusal } from './keep-refusal.js';
import { keepSent } from './keep-sent.js';
import { requestStates } from './request-states.js';

/** Lets a request pass, or ends it. */
export interface Protect {
  /** For people who are active in an organization. */
  (event: H3Event, rule: Omit<ProtectOptions, 'token'> & OrganizationRule): ActiveInOrganization<SignedInAuthObject>;
  /** For people. */
  (event: H3Event, ...rule: readonly [rule?: Omit<ProtectOptions, 'token'>]): SignedInAuthObject;
  <const Accepted extends AcceptsToken>(
    event: H3Event,
    rule: ProtectOptions & { readonly token: Accepted } & OrganizationRule,
  ): ActiveInOrganization<Authenticated<AuthFor<Accepted>>>;
  /** For the kinds of token that the rule names. */
  <const Accepted extends AcceptsToken>(
    event: H3Event,
    rule: ProtectOptions & { readonly token: Accepted },
  ): Authenticated<AuthFor<Accepted>>;
}

/**
 * While a page is rendered, its calls of the application's own API have the headers of the page's request, except `Accept`. They are no
 * requests for pages, and a redirect to sign-in would be taken for their data.
 */
function asData(head: RequestHead): RequestHead {
  const accept = head.header('accept') ?? '';
  if (!head.header('sec-fetch-dest') || /text\/html|\*\/\*/.test(accept)) return head;
  return { ...head, header: (name) => (name === 'sec-fetch-dest' ? 'empty' : head.header(name)) };
}

const cached =
  "protect(event) was called while an answer is made that is cached for everybody. Call it in server/middleware, which runs for each request, or take the route out of the cache (routeRules in nuxt.config.ts, defineCachedEventHandler()). Data can be cached for each person with defineCachedFunction(), if the user's id is among its arguments.";

function check(event: H3Event, ...rule: readonly [rule?: ProtectOptions]): AuthObject {
  if (isForEverybody(event.context)) throw new ConfigurationError('answer_cached', cached);
  const head = asData(headOf(event));
  const found = protectRequest(requestStates.require(event.context), head, rule, 'protect(event)');
  const { res } = event.node;
  if (found.kind === 'pass') {
    keepPrivate(res);
    return found.auth;
  }
  const { status, headers } = found.response;
  if (status === 302 || !isPageNavigation(head)) {
    sendResponse(res, found.response);
    keepSent(res);
  }
  // The application's error page is shown, with the status and these headers.
  else {
    appendHeaders(
      res,
      headers.filter(([name]) => name !== 'content-type'),
    );
    keepRefusal(res, status);
  }
  throw createError({ statusCode: status, message: `protect(event) refused the request: ${found.why}.` });
}

/**
 * Lets a request pass whose credential fulfils the rule, and ends any other: who opens a page and is not signed in is redirected to the sign-in
 * page; other requests get 401. 403 if the credential does not suffice; 503 if it could not be checked. Pages get the error page of the application.
 * @param event - of a handler, a middleware, or `useRequestEvent()` on the server
 * @param rule - what the route requires; all of it must hold. Default: somebody who is signed in
 * @returns who sends the request; `userId` is a string
 * @throws {H3Error} the refusal; {ConfigurationError} `middleware_missing`, `answer_cached`, `option_unknown`, `option_invalid`
 * @example
 * const { userId } = protect(event);
 * protect(event, { permission: 'org:posts:delete' });
 * const { scopes } = protect(event, { token: 'api_key' });
 */
// The type shows who has passed.
export const protect = check as unknown as Protect;
