import {
  createGetAuth,
  readAuthOptions,
  type AsyncGetAuthOptions,
  type AuthObject,
  type AuthWith,
  type SessionAuthObject,
} from '@acme/backend/adapter';
import { createRedirects, type RedirectAnswers, type RedirectParams } from '@acme/backend/full-stack';
import { refuse, type RequestDecision } from './request-decision.js';

/** Redirects a browser to sign in. In `locals.auth()` it returns the answer; in the handler of `clerkMiddleware` it ends the request. */
export interface WithRedirect<Answer> {
  readonly redirectToSignIn: (params?: RedirectParams) => Answer;
}

/** Who sends a request, with the redirect where it can be a person, typed by the kinds of token that are accepted. */
export type RequestAuth<Answer> = <const Options extends AsyncGetAuthOptions = object>(
  options?: Options,
) => AuthWith<Options> extends SessionAuthObject
  ? AuthWith<Options> & WithRedirect<Answer>
  : | Exclude<AuthWith<Options>, SessionAuthObject>
    | (Extract<AuthWith<Options>, SessionAuthObject> & WithRedirect<Answer>);

const read = /* @__PURE__ */ createGetAuth<RequestDecision>({
  stateOf: ({ state }) => state,
  authOf: () => undefined,
  isServed: () => true,
  refuse: () => refuse('auth'),
});

/** `auth()` of a request. */
export function authOfRequest<Answer>(
  decision: RequestDecision,
  answers: RedirectAnswers<Answer>,
): RequestAuth<Answer> {
  const auth = (options: AsyncGetAuthOptions = {}): AuthObject => {
    const found: AuthObject = read(decision, readAuthOptions(options) as never);
    if (found.tokenType !== 'session_token') return found;
    const { redirectToSignIn } = createRedirects(decision.state, decision.head, answers);
    return Object.assign(found, { redirectToSignIn });
  };
  // The type says what is answered for each kind of token.
  return auth as RequestAuth<Answer>;
}
