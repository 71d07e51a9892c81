import { ParameterError } from '../errors/api-error.js';
import type { InstanceSettings } from '../instance/instance-settings.js';

/** Providers of addresses for a few minutes. The service knows thousands; these are for tests. */
const disposableDomains: ReadonlySet<string> = new Set([
  '10minutemail.com',
  'dispostable.com',
  'getnada.com',
  'guerrillamail.com',
  'mailinator.com',
  'maildrop.cc',
  'sharklasers.com',
  'temp-mail.org',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
]);

/**
 * Refuses an address that a person may not sign up with or add, according to the restrictions of the instance.
 * @throws {ParameterError} `form_email_address_blocked`
 */
export function checkEmailAddressPermitted(
  emailAddress: string,
  restrictions: Pick<InstanceSettings['restrictions'], 'block_email_subaddresses' | 'block_disposable_email_domains'>,
): void {
  const [local = '', domain = ''] = emailAddress.trim().toLowerCase().split('@');
  if (restrictions.block_email_subaddresses && /[+=#]/.test(local))
    throw blocked('Email addresses that contain +, = or # are not allowed.');
  if (restrictions.block_disposable_email_domains && disposableDomains.has(domain))
    throw blocked(`Email addresses of ${domain}, a provider of disposable addresses, are not allowed.`);
}

const blocked = (text: string) => new ParameterError('form_email_address_blocked', 'is blocked', 'email_address', text);
