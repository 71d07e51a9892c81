import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';

/** What an instance may have a limited number of, with the setting that limits it. */
const quotas = {
  role: 'max_allowed_roles',
  role_set: 'max_role_sets_allowed',
} as const;

/**
 * Adds a role or a role set, if the instance has fewer than the settings permit.
 * @throws {ApiError} 403 `organization_role_quota_exceeded`, `organization_role_set_quota_exceeded`
 */
export function addWithinQuota<T>(
  instance: Pick<Instance, 'db'>,
  kind: keyof typeof quotas,
  { count, add }: { readonly count: () => Promise<number>; readonly add: () => Promise<T> },
): Promise<T> {
  return oneAtATime(instance.db, `number of ${kind}`, async () => {
    const limit = (await instanceSettings(instance)).organizations[quotas[kind]];
    if ((await count()) < limit) return add();
    throw new ApiError(
      403,
      `organization_${kind}_quota_exceeded`,
      `organization ${kind.replace('_', ' ')} quota exceeded`,
      `The instance may have ${limit}, see the setting organizations.${quotas[kind]}.`,
    );
  });
}
