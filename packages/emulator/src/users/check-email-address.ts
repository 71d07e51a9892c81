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

/** @throws {ParameterError} `form_identifier_exists` if another user has the address */
export async function checkEmailAddressIsFree(
  { db }: Pick<Instance, 'db'>,
  email: string,
  ownerId?: string,
): Promise<void> {
  const row = await findEmailAddressByText(db, email);
  if (!row || row.userId === ownerId) return;
  throw new ParameterError(
    'form_identifier_exists',
    'That email address is taken. Please try another.',
    'email_address',
  );
}
