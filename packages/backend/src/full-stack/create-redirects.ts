import type { DecidedResponse } from '../request/create-authenticator.js';
import { parsePublishableKey } from '../publishable-key.js';
import { createRedirect } from '../request/create-redirect.js';
import { pageUrlOf } from '../request/page-url-of.js';
import { queryParameter } from '../request/query-parameter.js';
import { parseCookies } from '../request/read-cookies.js';
import type { RequestHead } from '../request/request-head.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';

/** What the functions of {@link createRedirects} answer with, in the framework's own form. */
export interface RedirectAnswers<Answer> {
  /** Redirects the browser to a URL. */
  readonly redirect: (url: string) => Answer;
  /**
   * Sends a response: it is not known whether somebody is signed in, because the service could not be reached, and a redirect would sign
   * out people who are.
   */
  readonly refuse: (response: DecidedResponse) => Answer;
}

/** Options of a redirect. */
export interface RedirectParams {
  /**
   * Where the browser returns to. Default: the page of the request; null: nowhere. An http(s) URL is used as it is; anything else must be
   * on the origin of the request, or it is left out, so that `//host` and the like lead nowhere.
   */
  readonly returnBackUrl?: URL | string | null | undefined;
}

/** Redirects a browser to sign in or to sign up. */
export interface Redirects<Answer> {
  readonly redirectToSignIn: (params?: RedirectParams) => Answer;
  readonly redirectToSignUp: (params?: RedirectParams) => Answer;
}

const absoluteUrl = /^https?:\/\/[^/\\]/i;

/** The address to return to; null if the text could lead to another site than its author sees. */
function returnUrl(given: URL | string | null | undefined, page: URL): string | null {
  if (given === undefined) return page.href;
  if (given === null || !URL.canParse(String(given), page)) return null;
  const url = new URL(String(given), page);
  const isAbsolute = absoluteUrl.test(String(given));
  return isAbsolute || url.origin === page.origin ? url.href : null;
}

function unavailable(retryAfterSeconds: number): DecidedResponse {
  const headers = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
    ['retry-after', String(retryAfterSeconds)],
  ] as const;
  return { status: 503, headers, body: '{"error":"Service Unavailable"}' };
}

/** A page that the options name by its path stays a path: which host it is on is then not for the headers of a request to say. */
function asGiven(target: string, given: string | undefined, page: URL): string {
  if (!given?.startsWith('/') || new URL(target).origin !== page.origin) return target;
  const path = target.slice(page.origin.length);
  // Two slashes would be a host.
  return path.startsWith('//') ? target : path;
}

const devBrowserTokenOf = (head: RequestHead) =>
  new Map(parseCookies(head.header('cookie') ?? '')).get('__clerk_db_jwt');

/**
 * The address of another page for a redirect. In development a page of another host gets the token of the browser, without which it would not
 * know who is signed in; any other address stays as it is.
 */
export function withDevBrowser(state: SignedInState | SignedOutState, head: RequestHead, target: string): string {
  const token = devBrowserTokenOf(head);
  if (!token || parsePublishableKey(state.publishableKey)?.instanceType !== 'development') return target;
  const page = pageUrlOf(state, head);
  const url = new URL(target, page);
  if (url.host === page.host) return target;
  url.searchParams.set(queryParameter.devBrowser, token);
  return url.href;
}

/**
 * Creates the redirects of one request, to the sign-in and sign-up pages of the options with which it was decided, else to the hosted
 * ones. The page of the request becomes `redirect_url`. A session with unfinished tasks leads to these. During an outage nobody is
 * redirected unless somebody is known to be signed in.
 * @throws {ConfigurationError} the functions throw `publishable_key_missing` or `publishable_key_invalid` if the page is not known
 */
export function createRedirects<Answer>(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  { redirect, refuse }: RedirectAnswers<Answer>,
): Redirects<Answer> {
  const to =
    (name: keyof Redirects<Answer>) =>
    (params: RedirectParams = {}) => {
      const { unavailability, isAuthenticated, publishableKey, signInUrl, signUpUrl, isSatellite } = state;
      if (unavailability && !isAuthenticated) return refuse(unavailable(unavailability.retryAfterSeconds));
      const auth = state.toAuth();
      const page = pageUrlOf(state, head);
      const devBrowserToken = devBrowserTokenOf(head);
      const sessionStatus = 'sessionStatus' in auth ? auth.sessionStatus : null;
      const pages = {
        publishableKey,
        signInUrl,
        signUpUrl,
        isSatellite,
        devBrowserToken,
        sessionStatus,
        baseUrl: page,
      };
      const given = name === 'redirectToSignIn' ? signInUrl : signUpUrl;
      const redirectAdapter = (url: string) => redirect(asGiven(url, given, page));
      return createRedirect({ ...pages, redirectAdapter })[name]({
        returnBackUrl: returnUrl(params.returnBackUrl, page),
      });
    };
  return { redirectToSignIn: to('redirectToSignIn'), redirectToSignUp: to('redirectToSignUp') };
}
