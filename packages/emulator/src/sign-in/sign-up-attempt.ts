import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { updateClient } from '../sessions/find-client.js';
import type { JsonObject } from '../store/json-object.js';
import type { AttemptVerification } from './attempt-verification.js';
import { findAttempt, insertAttempt, type Attempt } from './find-attempt.js';

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

/** A sign-up that knows nothing. */
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

/** Starts a sign-up, which replaces the browser's current one. */
export async function insertSignUp(
  instance: Instance,
  clientId: string,
  data: Partial<SignUpData>,
): Promise<SignUpAttempt> {
  const attempt = await insertAttempt<SignUpData, SignUpStatus>(instance, {
    kind: 'sign_up',
    clientId,
    status: 'missing_requirements',
    data: { ...emptySignUp, ...data },
  });
  await updateClient(instance.db, clientId, { signUpId: attempt.id, updatedAt: attempt.createdAt });
  return attempt;
}

/** @param clientId - the browser it must belong to; undefined: any */
export async function findSignUp(
  instance: Pick<Instance, 'db' | 'now'>,
  id: string,
  clientId: string | undefined,
): Promise<SignUpAttempt | undefined> {
  const row = await findAttempt(instance, 'sign_up', id, clientId);
  // Only `insertSignUp` and changes of its result write these rows.
  return row as unknown as SignUpAttempt | undefined;
}

/** @throws {NotFoundError} if this browser has no such sign-up */
export async function requireSignUp(
  instance: Pick<Instance, 'db' | 'now'>,
  id: string,
  clientId: string | undefined,
): Promise<SignUpAttempt> {
  const attempt = clientId === undefined ? undefined : await findSignUp(instance, id, clientId);
  if (attempt) return attempt;
  throw new NotFoundError(`This browser has no sign-up with id ${id}.`);
}
