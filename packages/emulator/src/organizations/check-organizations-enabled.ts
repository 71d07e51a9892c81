import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';

/** Refuses organizations where the settings switch them off. @throws {ApiError} 403 `organization_not_enabled_in_instance` */
export async function checkOrganizationsEnabled(instance: Instance): Promise<void> {
  if ((await instanceSettings(instance)).organizations.enabled) return;
  throw new ApiError(
    403,
    'organization_not_enabled_in_instance',
    'access denied',
    'Organizations are not enabled for this instance.',
  );
}
