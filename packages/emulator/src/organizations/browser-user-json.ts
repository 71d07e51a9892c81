import type { Instance } from '../instance/instance.js';
import type { UserRecord } from '../users/user-record.js';
import { browserUserParts } from '../users/browser-verified.js';
import { userJSON } from '../users/user-json.js';
import { browserMembershipsJSON } from './browser-membership-json.js';
import { memberships } from './memberships.js';

/** A user as a browser may see it: with the memberships, without private metadata. */
export async function browserUserJSON(instance: Instance, record: UserRecord): Promise<object> {
  const rows = await memberships.list(instance.db, { where: { userId: record.user.id } });
  const json = userJSON(instance, record);
  return {
    ...json,
    ...browserUserParts(json),
    organization_memberships: await browserMembershipsJSON(instance, rows),
  };
}
