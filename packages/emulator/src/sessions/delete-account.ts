import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { memberships } from '../organizations/memberships.js';
import { membershipRequests } from '../organizations/membership-requests.js';
import { organizationSuggestions } from '../organizations/organization-suggestions.js';
import { removeImage } from '../store/replace-image.js';
import type { UserRecord } from '../users/user-record.js';
import { deleteUser } from '../users/user-record.js';
import { deleted } from '../http/deleted.js';
import { endSessions } from './end-sessions.js';

/** Deletes a user with all parts, sessions and memberships. @returns the answer for the caller */
export async function deleteAccount(instance: Instance, { user }: UserRecord): Promise<object> {
  await endSessions(instance, user.id);
  await deleteUser(instance.db, user.id);
  await removeImage(instance, user.id);
  for (const collection of [memberships, organizationSuggestions, membershipRequests]) {
    for (const { id } of await collection.list(instance.db, { where: { userId: user.id } })) {
      await collection.delete(instance.db, id);
    }
  }
  const gone = deleted('user', user.id);
  emit(instance, 'user.deleted', gone);
  return gone;
}
