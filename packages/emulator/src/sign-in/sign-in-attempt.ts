import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { updateClient } from '../sessions/find-client.js';
import type { AttemptVerification } from './attempt-verification.js';
import { findAttempt, insertAttempt, type Attempt } from './find-attempt.js';

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

/** Starts a sign-in, which replaces the browser's current one. */
export async function startSignIn(instance: Instance, clientId: string): Promise<SignInAttempt> {
  const attempt = await insertAttempt<SignInData, SignInStatus>(instance, {
    kind: 'sign_in',
    clientId,
    status: 'needs_identifier',
    data: { identifier: null, first: null, second: null },
  });
  await updateClient(instance.db, clientId, { signInId: attempt.id, updatedAt: attempt.createdAt });
  return attempt;
}

/** @param clientId - the browser it must belong to; undefined: any */
export async function findSignIn(
  instance: Pick<Instance, 'db' | 'now'>,
  id: string,
  clientId: string | undefined,
): Promise<SignInAttempt | undefined> {
  const row = await findAttempt(instance, 'sign_in', id, clientId);
  // Only `startSignIn` and changes of its result write these rows.
  return row as unknown as SignInAttempt | undefined;
}

/** @throws {NotFoundError} if this browser has no such sign-in */
export async function requireSignIn(
  instance: Pick<Instance, 'db' | 'now'>,
  id: string,
  clientId: string | undefined,
): Promise<SignInAttempt> {
  const attempt = clientId === undefined ? undefined : await findSignIn(instance, id, clientId);
  if (attempt) return attempt;
  throw new NotFoundError(`This browser has no sign-in with id ${id}.`);
}
