import { invitations as invitationsEndpoints } from '@acme/backend/endpoints';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import {
  insertInvitation,
  invitationCollection,
  invitationJSON,
  invitationStatus,
  type InvitationRow,
  type NewInvitation,
} from '../../users/invitation.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { listAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const orders = { created_at: 'createdAt', email_address: 'emailAddress', expires_at: 'expiresAt' } as const;

export const invitationRoutes = answers(invitationsEndpoints, {
  getInvitationList: async ({ query, ...instance }) => {
    const text = query.get('query');
    const found = await invitationCollection.list(instance.db, {
      search: text ? { text, fields: ['emailAddress'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
    });
    const status = query.get('status');
    const wanted = status ? found.filter((row) => invitationStatus(instance, row) === status) : found;
    const { limit, offset } = readPage(query);
    const page = wanted.slice(offset, offset + limit).map((row) => invitationJSON(instance, row));
    return listAnswer(query, page, wanted.length);
  },

  createInvitation: async ({ body, ...instance }) =>
    invitationJSON(instance, await insertInvitation(instance, readInvitation(body))),

  createInvitationBulk: async ({ body, ...instance }) => {
    const rows = [];
    for (const item of body.list()) rows.push(await insertInvitation(instance, readInvitation(item)));
    return rows.map((row) => invitationJSON(instance, row));
  },

  revokeInvitation: async ({ params, ...instance }) => {
    const row = await requireInvitation(instance.db, params.invitationId);
    if (row.status === 'accepted') {
      throw new ApiError(400, 'invitation_already_accepted', 'An accepted invitation cannot be revoked.');
    }
    if (row.status === 'revoked') throw new ApiError(400, 'invitation_already_revoked', 'It is revoked already.');
    return invitationJSON(instance, await invitationCollection.update(instance, row, { status: 'revoked' }));
  },

  deleteInvitation: async ({ params, db }) => {
    const { id } = await requireInvitation(db, params.invitationId);
    await invitationCollection.delete(db, id);
    return deleted('invitation', id);
  },
});

async function requireInvitation(db: Database, id: string): Promise<InvitationRow> {
  const row = await invitationCollection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No invitation was found with id ${id}.`);
}

function readInvitation(body: RequestBody): NewInvitation {
  return {
    emailAddress: body.requiredString('email_address'),
    publicMetadata: body.object('public_metadata'),
    redirectUrl: body.string('redirect_url') ?? undefined,
    expiresInDays: body.integer('expires_in_days'),
    ignoreExisting: body.boolean('ignore_existing'),
    notify: body.boolean('notify'),
  };
}
