import { ServiceUnavailableError, type AuthObject, type GetAuthOptions } from '@acme/backend/adapter';
import { createRedirects } from '@acme/backend/full-stack';
import { redirectError } from './control-flow.js';
import { createAuthObject } from './create-auth-object.js';
import type { RequestContext } from './request-context.js';
import { requestKind } from './request-kind.js';

function fail(error: Error): never {
  throw error;
}

/**
 * What `auth()` gives for a request: the auth object, and for people the redirects to sign in and sign up.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function createAuth({ state, head }: RequestContext, options?: GetAuthOptions): AuthObject {
  const auth = createAuthObject(state, options);
  if (auth.tokenType !== 'session_token') return auth;
  const type = requestKind(head) === 'action' ? 'push' : 'replace';
  const redirects = createRedirects<never>(state, head, {
    redirect: (url) => fail(redirectError(url, type)),
    refuse: () =>
      fail(
        new ServiceUnavailableError(
          'It is not known whether somebody is signed in, because the service could not be reached.',
        ),
      ),
  });
  return Object.assign(auth, redirects);
}
