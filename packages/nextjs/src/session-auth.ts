import type { SessionAuthObject } from '@acme/backend/adapter';
import type { Redirects } from '@acme/backend/full-stack';

/** Who sends the request: a person, with the redirects to sign in and sign up. */
export type SessionAuth = SessionAuthObject & Redirects<never>;
