import { waitlistEntries as waitlistEndpoints } from '@acme/backend/endpoints';
import type { WaitlistEntryStatus } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { insertInvitation } from '../../users/invitation.js';
import {
  changeWaitlistEntry,
  joinWaitlist,
  waitlistEntries,
  waitlistEntryJSON,
  type WaitlistEntryRow,
} from '../../users/waitlist-entry.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const orders = { created_at: 'createdAt', email_address: 'emailAddress', invited_at: 'invitedAt' } as const;

export const waitlistEntryRoutes = answers(waitlistEndpoints, {
  list: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await waitlistEntries.page(instance.db, {
      where: { status: query.get('status') ?? undefined },
      search: text ? { text, fields: ['emailAddress'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
      page: readPage(query),
    });
    return pageAnswer(await Promise.all(rows.map((row) => waitlistEntryJSON(instance, row))), total);
  },

  create: async ({ body, ...instance }) => waitlistEntryJSON(instance, await join(instance, body)),

  createBulk: async ({ body, ...instance }) => {
    const rows = [];
    for (const item of body.list()) rows.push(await join(instance, item));
    return Promise.all(rows.map((row) => waitlistEntryJSON(instance, row)));
  },

  invite: async ({ params, body, ...instance }) => {
    const entry = await requireEntry(instance.db, params.id);
    if (entry.status === 'completed') throw settled('completed');
    const ignoreExisting = body.boolean('ignore_existing') ?? false;
    const { emailAddress } = entry;
    const invitation = await insertInvitation(instance, { emailAddress, ignoreExisting });
    const change = { status: 'invited' as const, invitationId: invitation.id, invitedAt: instance.now() };
    return changeWaitlistEntry(instance, entry, change);
  },

  reject: async ({ params, ...instance }) => {
    const entry = await requireEntry(instance.db, params.id);
    if (entry.status === 'completed' || entry.status === 'rejected') throw settled(entry.status);
    return changeWaitlistEntry(instance, entry, { status: 'rejected' });
  },

  delete: async ({ params, db }) => {
    const entry = await requireEntry(db, params.id);
    if (entry.status !== 'pending') throw settled(entry.status);
    await waitlistEntries.delete(db, entry.id);
    return deleted('waitlist_entry', entry.id);
  },
});

function join(instance: Instance, body: RequestBody): Promise<WaitlistEntryRow> {
  return joinWaitlist(instance, body.requiredString('email_address'), body.boolean('notify'));
}

function settled(status: WaitlistEntryStatus): ApiError {
  return new ApiError(409, `waitlist_entry_already_${status}`, `The entry is ${status} already.`);
}

async function requireEntry(db: Database, id: string): Promise<WaitlistEntryRow> {
  const row = await waitlistEntries.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No waitlist entry was found with id ${id}.`);
}
