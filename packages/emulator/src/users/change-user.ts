import type { UserJSON } from '@acme/backend/wire';
import { NotFoundError, ParameterError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { isUniqueViolation } from '../store/open-store.js';
import type { UserRow } from '../store/tables.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { userJSON } from './user-json.js';
import { findUser, updateUser, type UserRecord } from './user-record.js';

/** @throws {NotFoundError} */
export async function requireUser({ db }: Pick<Instance, 'db'>, id: string): Promise<UserRecord> {
  const record = await findUser(db, id);
  if (record) return record;
  throw new NotFoundError(`No user was found with id ${id}.`);
}

/**
 * Changes columns of a user, and sends the event.
 * @returns the changed user
 * @throws {NotFoundError}
 * @throws {ParameterError} `form_identifier_exists` if another user took the name at the same time
 */
export async function changeUser(instance: Instance, id: string, change: Partial<UserRow>): Promise<UserJSON> {
  const write = () => updateUser(instance.db, id, { ...change, updatedAt: instance.now() });
  const isIdentifier = change.username !== undefined || change.externalId !== undefined;
  try {
    await (isIdentifier ? changingIdentifiers(instance, write) : write());
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const field = change.username === undefined ? 'external_id' : 'username';
    throw new ParameterError('form_identifier_exists', `That ${field} is taken. Please try another.`, field);
  }
  const changed = userJSON(instance, await requireUser(instance, id));
  emit(instance, 'user.updated', changed);
  return changed;
}

/** Marks a user as changed, after a change of one of the parts. */
export async function touchUser(instance: Instance, id: string): Promise<void> {
  await changeUser(instance, id, {});
}
