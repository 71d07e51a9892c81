import type { Instance } from '../instance/instance.js';
import type { UserRecord } from '../users/user-record.js';
import { userJSON } from '../users/user-json.js';

/** A user as a browser may see it: without private metadata. */
export function browserUserJSON(instance: Instance, record: UserRecord): object {
  // JSON leaves undefined fields out.
  return { ...userJSON(instance, record), private_metadata: undefined, organization_memberships: [] };
}
