import { Collection, type Row, type StoreContext } from '../store/collection.js';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import type { Database } from '../store/open-store.js';
import { deleted } from '../http/deleted.js';

/** An identifier that may, or may not, sign up. */
interface Identifier {
  readonly identifier: string;
  readonly type: 'email_address' | 'phone_number' | 'web3_wallet';
  readonly invitationId?: string | undefined;
}

/** A list of identifiers: the allowlist or the blocklist. */
export type IdentifierList = Collection<Identifier>;

const createList = (kind: 'allowlist_identifier' | 'blocklist_identifier', idPrefix: string) =>
  new Collection<Identifier>(kind, {
    idPrefix,
    uniqueBy: ({ identifier }) => identifier,
    taken: ({ identifier }) =>
      new ApiError(400, 'duplicate_record', 'duplicate record', `${identifier} is on the list already.`),
  });

export const allowlist = createList('allowlist_identifier', 'alid');

export const blocklist = createList('blocklist_identifier', 'blid');

/** An address may be a pattern such as `*@example.com`. */
function identifierTypeOf(identifier: string): Identifier['type'] {
  if (identifier.includes('@')) return 'email_address';
  return identifier.startsWith('0x') ? 'web3_wallet' : 'phone_number';
}

/**
 * Adds an identifier. Addresses differ in more than letter case, numbers in more than spaces and hyphens.
 * @throws {ParameterError} `form_param_missing` if nothing is left without those characters
 */
export async function addIdentifier(
  list: IdentifierList,
  context: StoreContext,
  text: string,
): Promise<Row<Identifier>> {
  const trimmed = text.trim();
  const type = identifierTypeOf(trimmed);
  const identifier = type === 'phone_number' ? trimmed.replace(/[\s().-]/g, '') : trimmed.toLowerCase();
  if (identifier === '') {
    throw new ParameterError('form_param_missing', 'is missing', 'identifier', 'identifier must be included.');
  }
  return list.insert(context, { identifier, type });
}

export async function removeIdentifier(list: IdentifierList, db: Database, id: string): Promise<object> {
  if (!(await list.find(db, id))) throw new NotFoundError(`No identifier was found with id ${id}.`);
  await list.delete(db, id);
  return deleted(list.kind, id);
}

export function identifierJSON(list: IdentifierList, row: Row<Identifier>): object {
  return {
    object: list.kind,
    id: row.id,
    identifier: row.identifier,
    identifier_type: row.type,
    ...(row.invitationId !== undefined && { invitation_id: row.invitationId }),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
