import { ConfigurationError } from '../errors.js';
import { checkNames } from '../options.js';
import { buildAccountsBaseUrl, parsePublishableKey, requirePublishableKey } from '../publishable-key.js';
import { queryParameter } from './query-parameter.js';

/** Parameters of {@link createRedirect}. */
export interface CreateRedirectParams<Answer> {
  readonly publishableKey: string;
  /** Sends the browser to a URL, in the framework's own way. */
  readonly redirectAdapter: (url: string) => Answer;
  /** URL of the current request; empty: the target or the return URL must be absolute. */
  readonly baseUrl: URL | string;
  /** Default: the accounts portal. */
  readonly signInUrl?: URL | string | undefined;
  /** Default: `/create` under the sign-in page if that is given, else the accounts portal. */
  readonly signUpUrl?: URL | string | undefined;
  /** Known in development; handed to a page on another host. */
  readonly devBrowserToken?: string | null | undefined;
  /** With `pending` the browser is sent to the session's tasks. */
  readonly sessionStatus?: string | null | undefined;
  readonly isSatellite?: boolean | undefined;
}

const paramNames: readonly (keyof CreateRedirectParams<unknown>)[] = [
  'publishableKey',
  'redirectAdapter',
  'baseUrl',
  'signInUrl',
  'signUpUrl',
  'devBrowserToken',
  'sessionStatus',
  'isSatellite',
];

/** Sends the browser to a page of the sign-in flow; it comes back to `returnBackUrl`, if that is given and a URL. */
export type RedirectFun<Answer> = (params?: { readonly returnBackUrl?: URL | string | null | undefined }) => Answer;

const isDifferentHost = (left: URL, right: URL) => left.hostname !== right.hostname || left.port !== right.port;

/** Adds a segment to the path of a URL that may be relative and carry a query. */
function withSegment(target: string, segment: string): string {
  const end = target.search(/[?#]/);
  return end < 0 ? `${target}/${segment}` : `${target.slice(0, end)}/${segment}${target.slice(end)}`;
}

interface Place {
  readonly target: string;
  readonly returnBackUrl: string | undefined;
}

/** Without a base URL one of the two must be absolute. */
function fromAbsolute({ target, returnBackUrl }: Place): URL {
  const base = URL.canParse(target) ? undefined : returnBackUrl;
  if (base !== undefined && !URL.canParse(base)) {
    throw new ConfigurationError(
      'sign_in_url_invalid',
      'Without a base URL the target or the return URL must be absolute.',
    );
  }
  if (base === undefined && !URL.canParse(target)) {
    throw new ConfigurationError(
      'sign_in_url_invalid',
      'Without a base URL the target must be absolute. Set CLERK_SIGN_IN_URL to an absolute URL.',
    );
  }
  const url = base === undefined ? new URL(target) : new URL(target, new URL(base).origin);
  if (returnBackUrl) url.searchParams.set('redirect_url', returnBackUrl);
  return url;
}

function fromBase<Answer>(base: URL, place: Place, params: CreateRedirectParams<Answer>): URL {
  const url = new URL(place.target, base);
  const leaves = isDifferentHost(base, url);
  // Return URLs often come from the request; one that is none must not fail the redirect.
  if (place.returnBackUrl && URL.canParse(place.returnBackUrl, base)) {
    const back = new URL(place.returnBackUrl, base);
    if (leaves && params.isSatellite) back.searchParams.set(queryParameter.synced, 'false');
    url.searchParams.set('redirect_url', back.href);
  }
  const isDevelopment = parsePublishableKey(params.publishableKey)?.instanceType === 'development';
  if (leaves && isDevelopment && params.devBrowserToken)
    url.searchParams.set(queryParameter.devBrowser, params.devBrowserToken);
  return url;
}

/**
 * Creates the functions that redirect a browser to sign in or sign up.
 * @throws {ConfigurationError} `option_unknown`; when the functions are called `publishable_key_missing`, `publishable_key_invalid` if
 *   the accounts portal is needed and the key does not name it
 * @see {@link https://clerk.com/docs/reference/backend/overview | redirectToSignIn()}
 */
export function createRedirect<Answer>(params: CreateRedirectParams<Answer>): {
  readonly redirectToSignIn: RedirectFun<Answer>;
  readonly redirectToSignUp: RedirectFun<Answer>;
} {
  checkNames(params, 'createRedirect', paramNames);
  const baseUrl = String(params.baseUrl);
  const signInUrl = params.signInUrl ? String(params.signInUrl) : '';
  const signUpUrl = params.signUpUrl ? String(params.signUpUrl) : '';
  const portal = () => buildAccountsBaseUrl(requirePublishableKey(params.publishableKey).frontendApi);

  const redirectTo = (page: string, returnBackUrl: URL | string | null | undefined): Answer => {
    const target = params.sessionStatus === 'pending' ? withSegment(page, 'tasks') : page;
    const place = { target, returnBackUrl: returnBackUrl ? String(returnBackUrl) : undefined };
    const url = baseUrl === '' ? fromAbsolute(place) : fromBase(new URL(baseUrl), place, params);
    return params.redirectAdapter(url.href);
  };
  const signUpPage = () => signUpUrl || (signInUrl ? withSegment(signInUrl, 'create') : `${portal()}/sign-up`);

  return {
    redirectToSignIn: ({ returnBackUrl } = {}) => redirectTo(signInUrl || `${portal()}/sign-in`, returnBackUrl),
    redirectToSignUp: ({ returnBackUrl } = {}) => redirectTo(signUpPage(), returnBackUrl),
  };
}
