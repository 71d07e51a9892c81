import { createDefaultPlans } from '../billing/plans.js';
import type { Instance } from '../instance/instance.js';
import { createDefaultRoles } from '../organizations/create-default-roles.js';

/** Creates what every instance has and this one lacks: because it is new, or because an older release wrote its data. */
export async function createDefaults(instance: Instance): Promise<void> {
  await createDefaultRoles(instance);
  await createDefaultPlans(instance);
}
