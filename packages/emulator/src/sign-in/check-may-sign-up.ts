import { ApiError } from '../errors/api-error.js';
import type { InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { checkEmailAddressPermitted } from '../users/check-email-address-permitted.js';
import { allowlist, blocklist, type IdentifierList } from '../users/identifier-list.js';
import type { SignUpData } from './sign-up-attempt.js';

/**
 * Refuses a sign-up that the mode of the instance or its restrictions do not permit. Invited people and those of an
 * enterprise connection may always sign up.
 * @throws {ApiError} 403 `sign_up_mode_restricted`, `sign_up_restricted_waitlist`, `not_allowed_access`; 422 `form_email_address_blocked`
 */
export async function checkMaySignUp(
  instance: Instance,
  { sign_up: { mode }, restrictions }: InstanceSettings,
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
  if (data.emailAddress !== null) checkEmailAddressPermitted(data.emailAddress, restrictions);
  for (const identifier of [data.emailAddress, data.phoneNumber])
    if (identifier !== null) await checkLists(instance, restrictions, identifier, 'sign up');
}

/** Whether the person proved at an enterprise who they are, or cannot complete the sign-up without that. */
function isOfEnterprise({ external, connectionId }: Pick<SignUpData, 'external' | 'connectionId'>): boolean {
  if (connectionId) return true;
  const isProven = external?.status === 'verified' || external?.status === 'transferable';
  return isProven && external.strategy === 'enterprise_sso';
}

/** @throws {ApiError} 403 `not_allowed_access` for an identifier that the allowlist lacks or the blocklist has */
export async function checkLists(
  instance: Instance,
  restrictions: InstanceSettings['restrictions'],
  identifier: string,
  action: 'sign up' | 'sign in',
): Promise<void> {
  const isRefused =
    (restrictions.allowlist && !(await isListed(instance, allowlist, identifier))) ||
    (restrictions.blocklist && (await isListed(instance, blocklist, identifier)));
  if (!isRefused) return;
  const parameter = identifier.includes('@') ? 'email_address' : 'phone_number';
  throw new ApiError(403, 'not_allowed_access', 'Access not allowed.', `${identifier} may not ${action} here.`, {
    param_name: action === 'sign in' ? 'identifier' : parameter,
  });
}

/** Whether a list names an identifier, or the domain of an address as `*@example.com`, in any letter case. */
async function isListed({ db }: Instance, list: IdentifierList, identifier: string): Promise<boolean> {
  const wanted = identifier.toLowerCase();
  const [, domain] = wanted.split('@');
  const names = domain === undefined ? [wanted] : [wanted, `*@${domain}`];
  return (await list.count(db, { where: { identifier: names } })) > 0;
}
