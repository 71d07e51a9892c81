import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { findEmailAddressByText } from './find-email-address.js';

const emailAddressForm = /^[^\s@]+@[^\s@]+$/;

/** The domain of an address in small letters; undefined for a text that is no address. */
export function domainOf(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  return emailAddressForm.test(address) ? address.split('@')[1] : undefined;
}

/**
 * Normalizes an address.
 * @throws {ParameterError} `form_param_format_invalid`
 */
export function checkEmailAddress(text: string): string {
  const email = text.trim().toLowerCase();
  if (emailAddressForm.test(email)) return email;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'email_address',
    'Email address must be a valid email address.',
  );
}

/** @throws {ParameterError} `form_identifier_exists` */
export async function checkEmailAddressIsFree(instance: Instance, email: string): Promise<void> {
  if (!(await findEmailAddressByText(instance.db, email))) return;
  throw new ParameterError(
    'form_identifier_exists',
    'That email address is taken. Please try another.',
    'email_address',
  );
}
