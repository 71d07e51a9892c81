import type { JsonObject } from '../store/json-object.js';
import type { AttemptVerification } from './attempt-verification.js';
import { attemptsOf } from './attempts-of.js';
import type { Attempt } from './find-attempt.js';

export type SignUpStatus = 'missing_requirements' | 'complete';

/** What a sign-up knows so far. Null: not given. */
export interface SignUpData {
  readonly emailAddress: string | null;
  readonly phoneNumber: string | null;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Of the password only the digest is stored. */
  readonly passwordDigest: string | null;
  readonly unsafeMetadata: JsonObject;
  /** From an invitation. */
  readonly publicMetadata: JsonObject;
  /** Unix time in ms. */
  readonly legalAcceptedAt: number | null;
  readonly email: AttemptVerification | null;
  readonly phone: AttemptVerification | null;
  /** The visit to an identity provider. */
  readonly external: AttemptVerification | null;
  /** The enterprise connection of the address, if the person must prove there who they are. */
  readonly connectionId: string | null;
  /** The token of an invitation. */
  readonly ticket: string | null;
  /** Set by the Backend API. */
  readonly externalId: string | null;
  /** Set by the Backend API. */
  readonly customAction: boolean;
}

/** A sign-up of one browser. */
export type SignUpAttempt = Attempt<SignUpData, SignUpStatus>;

/** A sign-up without data. */
export const emptySignUp: SignUpData = {
  emailAddress: null,
  phoneNumber: null,
  username: null,
  firstName: null,
  lastName: null,
  passwordDigest: null,
  unsafeMetadata: {},
  publicMetadata: {},
  legalAcceptedAt: null,
  email: null,
  phone: null,
  external: null,
  connectionId: null,
  ticket: null,
  externalId: null,
  customAction: false,
};

export const {
  start: startSignUp,
  find: findSignUp,
  require: requireSignUp,
} = attemptsOf<SignUpData, SignUpStatus>({
  kind: 'sign_up',
  name: 'sign-up',
  column: 'signUpId',
  status: 'missing_requirements',
  data: emptySignUp,
});
