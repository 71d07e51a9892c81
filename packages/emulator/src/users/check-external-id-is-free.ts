import { eq } from 'drizzle-orm';
import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { users } from '../store/tables.js';

/** @throws {ParameterError} `form_identifier_exists` if another user has the external id */
export async function checkExternalIdIsFree(
  { db }: Pick<Instance, 'db'>,
  externalId: string,
  ownerId?: string,
): Promise<void> {
  const [owner] = await db.select({ id: users.id }).from(users).where(eq(users.externalId, externalId));
  if (!owner || owner.id === ownerId) return;
  throw new ParameterError('form_identifier_exists', 'That external ID is taken.', 'external_id');
}
