import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import { publicUserData } from '../users/public-user-data.js';
import { findUsers } from '../users/user-record.js';

/** A user asks to become a member. Scope: the organization. */
export interface MembershipRequest {
  readonly userId: string;
  readonly status: 'pending' | 'accepted' | 'rejected';
  /** The suggestion that the user accepted. */
  readonly suggestionId: string;
}

export type MembershipRequestRow = Row<MembershipRequest>;

/** A suggestion leads to one request. */
export const membershipRequests = new Collection<MembershipRequest>('organization_membership_request', {
  idPrefix: 'orgmemreq',
  uniqueBy: ({ suggestionId }) => suggestionId,
});

/** Requests as members who may decide see them. */
export async function membershipRequestsJSON(
  instance: Instance,
  rows: readonly MembershipRequestRow[],
): Promise<readonly object[]> {
  const records = await findUsers(
    instance.db,
    rows.map(({ userId }) => userId),
  );
  return rows.flatMap((row) => {
    const record = records.find(({ user }) => user.id === row.userId);
    if (!record) return [];
    return {
      object: 'organization_membership_request',
      id: row.id,
      organization_id: row.scope,
      status: row.status,
      public_user_data: publicUserData(instance, record),
      created_at: row.createdAt,
      updated_at: row.updatedAt,
    };
  });
}

/** @throws {NotFoundError} */
export async function requireMembershipRequest(
  db: Database,
  organizationId: string,
  id: string,
): Promise<MembershipRequestRow> {
  const row = await membershipRequests.findWhere(db, { ids: [id], scope: organizationId });
  if (row) return row;
  throw new NotFoundError(`The organization has no membership request with id ${id}.`);
}
