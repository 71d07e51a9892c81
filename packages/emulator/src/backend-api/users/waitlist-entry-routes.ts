import { waitlistEntries as waitlistEndpoints } from '@acme/backend/endpoints';
import type { WaitlistEntryJSON, WaitlistEntryStatus } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { insertInvitation, invitationCollection, invitationJSON } from '../../users/invitation.js';
import type { RequestBody } from '../../http/request-body.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

interface WaitlistEntry {
  readonly emailAddress: string;
  readonly status: WaitlistEntryStatus;
  readonly invitationId: string | null;
  /** Unix time in ms. */
  readonly invitedAt: number | null;
}

/** A second request of an address returns the existing entry. */
const entries = new Collection<WaitlistEntry>('waitlist_entry', { idPrefix: 'wle' });

const orders = { created_at: 'createdAt', email_address: 'emailAddress', invited_at: 'invitedAt' } as const;

export const waitlistEntryRoutes = answers(waitlistEndpoints, {
  list: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await entries.page(instance.db, {
      where: { status: query.get('status') ?? undefined },
      search: text ? { text, fields: ['emailAddress'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
      page: readPage(query),
    });
    return pageAnswer(await Promise.all(rows.map((row) => entryJSON(instance, row))), total);
  },

  create: async ({ body, ...instance }) => entryJSON(instance, await join(instance, body)),

  createBulk: async ({ body, ...instance }) => {
    const rows = [];
    for (const item of body.list()) rows.push(await join(instance, item));
    return Promise.all(rows.map((row) => entryJSON(instance, row)));
  },

  invite: async ({ params, body, ...instance }) => {
    const entry = await requireEntry(instance.db, params.id);
    if (entry.status === 'completed') throw settled('completed');
    const ignoreExisting = body.boolean('ignore_existing') ?? false;
    const { emailAddress } = entry;
    const invitation = await insertInvitation(instance, { emailAddress, ignoreExisting });
    const change = { status: 'invited' as const, invitationId: invitation.id, invitedAt: instance.now() };
    return entryJSON(instance, await entries.update(instance, entry, change));
  },

  reject: async ({ params, ...instance }) => {
    const entry = await requireEntry(instance.db, params.id);
    if (entry.status === 'completed' || entry.status === 'rejected') throw settled(entry.status);
    return entryJSON(instance, await entries.update(instance, entry, { status: 'rejected' }));
  },

  delete: async ({ params, db }) => {
    const entry = await requireEntry(db, params.id);
    if (entry.status !== 'pending') throw settled(entry.status);
    await entries.delete(db, entry.id);
    return deleted('waitlist_entry', entry.id);
  },
});

async function join(instance: Instance, body: RequestBody): Promise<Row<WaitlistEntry>> {
  const emailAddress = body.requiredString('email_address').trim().toLowerCase();
  const known = await entries.findWhere(instance.db, { where: { emailAddress } });
  if (known) return known;
  const entry = await entries.insert(instance, {
    emailAddress,
    status: 'pending',
    invitationId: null,
    invitedAt: null,
  });
  if (body.boolean('notify') !== false) {
    instance.deliver({ to: emailAddress, subject: 'You are on the waitlist', text: 'We will write to you.' });
  }
  return entry;
}

function settled(status: WaitlistEntryStatus): ApiError {
  return new ApiError(409, `waitlist_entry_already_${status}`, `The entry is ${status} already.`);
}

async function requireEntry(db: Database, id: string): Promise<Row<WaitlistEntry>> {
  const row = await entries.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No waitlist entry was found with id ${id}.`);
}

async function entryJSON(instance: Instance, row: Row<WaitlistEntry>): Promise<WaitlistEntryJSON> {
  const invitation =
    row.invitationId === null ? undefined : await invitationCollection.find(instance.db, row.invitationId);
  return {
    object: 'waitlist_entry',
    id: row.id,
    email_address: row.emailAddress,
    status: row.status,
    is_locked: false,
    invitation: invitation ? invitationJSON(instance, invitation) : null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
