import { ApiError } from '../errors/api-error.js';
import type { InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { readSettings } from '../store/read-settings.js';
import { allowlist, blocklist, type IdentifierList } from '../users/identifier-list.js';
import type { SignUpData } from './sign-up-attempt.js';

/** The lists that an instance can switch on. */
interface ListSettings {
  readonly allowlist: boolean;
  readonly blocklist: boolean;
}

/**
 * Refuses a sign-up that the mode of the instance, its allowlist or its blocklist does not permit. Invited people and those of an
 * enterprise connection may always sign up.
 * @throws {ApiError} 403 `sign_up_mode_restricted`, `sign_up_restricted_waitlist`, `not_allowed_access`
 */
export async function checkMaySignUp(
  instance: Instance,
  { sign_up: { mode } }: InstanceSettings,
  data: Pick<SignUpData, 'ticket' | 'external' | 'connectionId' | 'emailAddress' | 'phoneNumber'>,
): Promise<void> {
  if (data.ticket !== null || isOfEnterprise(data)) return;
  if (mode === 'restricted') {
    throw new ApiError(
      403,
      'sign_up_mode_restricted',
      'Sign up is restricted',
      'Access to this app is limited, and an invitation is required to sign up.',
    );
  }
  if (mode === 'waitlist') {
    throw new ApiError(
      403,
      'sign_up_restricted_waitlist',
      'Sign up is restricted',
      'Sign ups are currently unavailable. Join the waitlist to be notified.',
    );
  }
  const given = [data.emailAddress, data.phoneNumber].filter((text) => text !== null);
  const lists = await readSettings<ListSettings>(instance, 'restrictions', { allowlist: false, blocklist: false });
  for (const identifier of given) {
    if (lists.allowlist && !(await isListed(instance, allowlist, identifier))) throw notAllowed(identifier);
    if (lists.blocklist && (await isListed(instance, blocklist, identifier))) throw notAllowed(identifier);
  }
}

/** Whether the person proved at an enterprise who they are, or cannot complete the sign-up without that. */
function isOfEnterprise({ external, connectionId }: Pick<SignUpData, 'external' | 'connectionId'>): boolean {
  if (connectionId) return true;
  const isProven = external?.status === 'verified' || external?.status === 'transferable';
  return isProven && external.strategy === 'enterprise_sso';
}

/** Whether a list names an identifier, or the domain of an address as `*@example.com`. */
async function isListed({ db }: Instance, list: IdentifierList, identifier: string): Promise<boolean> {
  const [, domain] = identifier.split('@');
  const names = domain === undefined ? [identifier] : [identifier, `*@${domain}`];
  return (await list.count(db, { where: { identifier: names } })) > 0;
}

function notAllowed(identifier: string): ApiError {
  return new ApiError(403, 'not_allowed_access', 'Access not allowed.', `${identifier} may not sign up here.`, {
    param_name: identifier.includes('@') ? 'email_address' : 'phone_number',
  });
}
