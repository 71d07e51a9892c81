import { ApiError } from '../../errors/api-error.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import type { FrontendCall } from '../frontend-call.js';
import { requireOrganizationAccess } from '../organizations/require-organization-access.js';
import { requireSignedIn } from '../require-signed-in.js';

/** Who pays, for a caller who may see it. */
export interface Payer {
  /** Of the user or the organization. */
  readonly id: string;
  /** Of the caller's browser. */
  readonly clientId: string;
}

/** The user who calls. @throws {ApiError} 401 `signed_out`, 403 `billing_not_enabled` */
export async function userPayer(call: FrontendCall): Promise<Payer> {
  const { client, record } = await requireSignedIn(call);
  await checkBillingEnabled(call.instance, 'user');
  return { id: record.user.id, clientId: client.id };
}

/** The organization of the path. @throws {ApiError} as `requireOrganizationAccess`, and 403 `billing_not_enabled` */
export async function organizationPayer(
  call: FrontendCall<'organizationID'>,
  access: 'read' | 'manage',
): Promise<Payer> {
  const readers = access === 'read' ? (['org:sys_billing:read'] as const) : [];
  const id = call.params.organizationID;
  const { client } = await requireOrganizationAccess(call, id, 'org:sys_billing:manage', ...readers);
  await checkBillingEnabled(call.instance, 'organization');
  return { id, clientId: client.id };
}

/** @throws {ApiError} 403 `billing_not_enabled` */
export async function checkBillingEnabled(instance: Instance, payer?: 'user' | 'organization'): Promise<void> {
  const { billing } = await instanceSettings(instance);
  if (billing.enabled && (payer === undefined || billing[payer])) return;
  throw new ApiError(403, 'billing_not_enabled', 'access denied', 'Billing is not enabled for this instance.');
}
