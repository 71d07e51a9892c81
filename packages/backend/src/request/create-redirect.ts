import { ConfigurationError } from '../errors.js';
import { checkNames } from '../options.js';
import { buildAccountsBaseUrl, parsePublishableKey, requirePublishableKey } from '../publishable-key.js';
import { queryParameter } from './query-parameter.js';

/** Parameters of {@link createRedirect}. */
export interface CreateRedirectParams<Answer> {
  readonly publishableKey: string;
  /** Redirects the browser to a URL with the framework's own function. */
  readonly redirectAdapter: (url: string) => Answer;
  /** URL of the current request; empty: the target or the return URL must be absolute. */
  readonly baseUrl: URL | string;
  /** Default: the accounts portal. */
  readonly signInUrl?: URL | string | undefined;
  /** Default: `/create` under the sign-in page if that is given, else the accounts portal. */
  readonly signUpUrl?: URL | string | undefined;
  /** Token of the browser in development; added to the URL of a page on another host. */
  readonly devBrowserToken?: string | null | undefined;
  /** If it is `pending`, the browser is redirected to the session's tasks. */
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

/** Redirects the browser to a page of the sign-in flow, which redirects it back to `returnBackUrl` if that is a URL. */
export type RedirectFun<Answer> = (params?: { readonly returnBackUrl?: URL | string | null | undefined }) => Answer;

const isDifferentHost = (left: URL, right: URL) => left.hostname !== right.hostname || left.port !== right.port;

/** Adds a segment to the path of a URL, which may be relative and have a query. */
function withSegment(target: string, segment: string): string {
  const end = target.search(/[?#]/);
  return end < 0 ? `${target}/${segment}` : `${target.slice(0, end)}/${segment}${target.slice(end)}`;
}

interface Destination {
  readonly target: string;
  readonly returnBackUrl: string | undefined;
}

/** Builds the URL without a base URL: the target or the return URL must be absolute. */
function fromAbsolute({ target, returnBackUrl }: Destination): URL {
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

function fromBase<Answer>(base: URL, destination: Destination, params: CreateRedirectParams<Answer>): URL {
  const url = new URL(destination.target, base);
  const leaves = isDifferentHost(base, url);
  // Return URLs often come from the request; an invalid one must not fail the redirect.
  if (destination.returnBackUrl && URL.canParse(destination.returnBackUrl, base)) {
    const back = new URL(destination.returnBackUrl, base);
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
 * @throws {ConfigurationError} `option_unknown`. The functions throw `publishable_key_missing` or `publishable_key_invalid` if they need
 *   the accounts portal and the key does not name it, and `sign_in_url_invalid` if a URL must be absolute and is not
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
    const destination = { target, returnBackUrl: returnBackUrl ? String(returnBackUrl) : undefined };
    const url = baseUrl === '' ? fromAbsolute(destination) : fromBase(new URL(baseUrl), destination, params);
    return params.redirectAdapter(url.href);
  };
  const signUpPage = () => signUpUrl || (signInUrl ? withSegment(signInUrl, 'create') : `${portal()}/sign-up`);

  return {
    redirectToSignIn: ({ returnBackUrl } = {}) => redirectTo(signInUrl || `${portal()}/sign-in`, returnBackUrl),
    redirectToSignUp: ({ returnBackUrl } = {}) => redirectTo(signUpPage(), returnBackUrl),
  };
}
