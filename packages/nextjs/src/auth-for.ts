import type {
  AcceptsToken,
  AuthObject,
  AuthObjectFor,
  InvalidTokenAuthObject,
  SessionAuthObject,
  TokenType,
} from '@acme/backend/adapter';
import type { Redirects } from '@acme/backend/full-stack';

/** Who sends the request: a person, with the redirects to sign in and sign up. */
export type SessionAuth = SessionAuthObject & Redirects<never>;

/** What is known about who sends the request, for the kinds of token that are accepted. */
export type AuthFor<Accepted extends AcceptsToken> = Accepted extends 'any'
  ? AuthObject
  : Accepted extends readonly TokenType[]
    ? AuthObjectFor<Accepted[number]> | InvalidTokenAuthObject
    : Accepted extends TokenType
      ? AuthObjectFor<Accepted>
      : AuthObject;
