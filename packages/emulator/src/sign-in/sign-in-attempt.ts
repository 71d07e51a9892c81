import type { AttemptVerification } from './attempt-verification.js';
import { attemptsOf } from './attempts-of.js';
import type { Attempt } from './find-attempt.js';

/** Where a sign-in is. */
export type SignInStatus =
  'needs_identifier' | 'needs_first_factor' | 'needs_second_factor' | 'needs_new_password' | 'complete';

/** What a sign-in knows so far. */
export interface SignInData {
  /** As the person wrote it. */
  readonly identifier: string | null;
  readonly first: AttemptVerification | null;
  readonly second: AttemptVerification | null;
}

/** A sign-in of one browser. */
export type SignInAttempt = Attempt<SignInData, SignInStatus>;

export const {
  start: startSignIn,
  find: findSignIn,
  require: requireSignIn,
} = attemptsOf<SignInData, SignInStatus>({
  kind: 'sign_in',
  name: 'sign-in',
  column: 'signInId',
  status: 'needs_identifier',
  data: { identifier: null, first: null, second: null },
});
