import { createRedirect, type RedirectFun } from '@acme/backend/internal';
import { modernOptions } from '../legacy-clerk-options.js';

/** Parameters of {@link redirect}. */
export interface RedirectParams<Answer> {
  /** Redirects the browser to a URL. */
  readonly redirectAdapter: (url: string) => Answer;
  readonly publishableKey?: string | undefined;
  /** @deprecated Use `publishableKey`. */
  readonly frontendApi?: string | undefined;
  /** Default: the accounts portal. */
  readonly signInUrl?: string | undefined;
  /** Default: the accounts portal. */
  readonly signUpUrl?: string | undefined;
}

/** Creates the functions that redirect to the pages for signing in and signing up, as 4.x had them. */
export function redirect<Answer>({
  redirectAdapter,
  signInUrl,
  signUpUrl,
  publishableKey,
  frontendApi,
}: RedirectParams<Answer>): {
  readonly redirectToSignIn: RedirectFun<Answer>;
  readonly redirectToSignUp: RedirectFun<Answer>;
} {
  const key = modernOptions({ publishableKey, frontendApi }).publishableKey ?? '';
  return createRedirect({ redirectAdapter, signInUrl, signUpUrl, publishableKey: key, baseUrl: '' });
}
