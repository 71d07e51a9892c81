import {
  allowlistIdentifiers as allowlistEndpoints,
  blocklistIdentifiers as blocklistEndpoints,
} from '@acme/backend/endpoints';
import { ApiError, NotFoundError } from '../../errors.js';
import { insertInvitation } from '../../users/invitations.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../deleted.js';
import { listAnswer, pageAnswer, readPage } from '../../http/paging.js';
import { answers } from '../route.js';

interface Identifier {
  readonly identifier: string;
  readonly type: 'email_address' | 'phone_number' | 'web3_wallet';
  readonly invitationId?: string | undefined;
}

const collection = (kind: 'allowlist_identifier' | 'blocklist_identifier', idPrefix: string) =>
  new Collection<Identifier>(kind, {
    idPrefix,
    uniqueBy: ({ identifier }) => identifier,
    taken: ({ identifier }) =>
      new ApiError(400, 'duplicate_record', 'duplicate record', `${identifier} is on the list already.`),
  });

const allowed = collection('allowlist_identifier', 'alid');
const blocked = collection('blocklist_identifier', 'blid');

export const allowlistIdentifiers = answers(allowlistEndpoints, {
  getAllowlistIdentifierList: async ({ query, db }) => {
    const { rows, total } = await allowed.page(db, { page: readPage(query) });
    return listAnswer(
      query,
      rows.map((row) => identifierJSON(allowed, row)),
      total,
    );
  },
  createAllowlistIdentifier: async ({ body, ...instance }) => {
    const identifier = body.requiredString('identifier');
    const type = typeOf(identifier);
    const invitation =
      body.boolean('notify') === true && type === 'email_address'
        ? await insertInvitation(instance, { emailAddress: identifier, ignoreExisting: true })
        : undefined;
    const row = await allowed.insert(instance, { identifier, type, invitationId: invitation?.id });
    return identifierJSON(allowed, row);
  },
  deleteAllowlistIdentifier: ({ params, db }) => remove(allowed, db, params.allowlistIdentifierId),
});

export const blocklistIdentifiers = answers(blocklistEndpoints, {
  getBlocklistIdentifierList: async ({ query, db }) => {
    const { rows, total } = await blocked.page(db, { page: readPage(query) });
    return pageAnswer(
      rows.map((row) => identifierJSON(blocked, row)),
      total,
    );
  },
  createBlocklistIdentifier: async ({ body, ...instance }) => {
    const identifier = body.requiredString('identifier');
    return identifierJSON(blocked, await blocked.insert(instance, { identifier, type: typeOf(identifier) }));
  },
  deleteBlocklistIdentifier: ({ params, db }) => remove(blocked, db, params.blocklistIdentifierId),
});

/** An address may be a pattern such as `*@example.com`. */
function typeOf(identifier: string): Identifier['type'] {
  if (identifier.includes('@')) return 'email_address';
  return identifier.startsWith('0x') ? 'web3_wallet' : 'phone_number';
}

async function remove(list: Collection<Identifier>, db: Database, id: string): Promise<object> {
  if (!(await list.find(db, id))) throw new NotFoundError(`No identifier was found with id ${id}.`);
  await list.delete(db, id);
  return deleted(list.kind, id);
}

function identifierJSON(list: Collection<Identifier>, row: Row<Identifier>): object {
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
