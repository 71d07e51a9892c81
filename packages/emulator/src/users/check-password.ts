import { ParameterError } from '../errors/api-error.js';
import { defaultSettings } from '../instance/default-settings.js';
import type { InstanceSettings } from '../instance/settings-change.js';

/** The rules for passwords of an instance. */
export type PasswordRules = InstanceSettings['password_settings'];

/**
 * Checks a new password. `parameter`: the name of its field on the wire.
 * @throws {ParameterError} `form_password_length_too_short`, `form_password_length_too_long`, `form_password_no_uppercase`,
 * `form_password_no_lowercase`, `form_password_no_number`, `form_password_no_special_char`
 */
export function checkPassword(
  password: string,
  rules: PasswordRules = defaultSettings.password_settings,
  parameter = 'password',
): string {
  const refuse = (code: string, message: string) => new ParameterError(`form_password_${code}`, message, parameter);
  const { min_length: least, max_length: most } = rules;
  if (password.length < least) {
    throw refuse('length_too_short', `Passwords must be ${least} characters or more.`);
  }
  if (password.length > most) throw refuse('length_too_long', `Passwords must be less than ${most} characters.`);
  if (rules.require_uppercase && !/\p{Lu}/u.test(password))
    throw refuse('no_uppercase', 'Passwords must contain at least one uppercase character.');
  if (rules.require_lowercase && !/\p{Ll}/u.test(password))
    throw refuse('no_lowercase', 'Passwords must contain at least one lowercase character.');
  if (rules.require_numbers && !/\d/.test(password))
    throw refuse('no_number', 'Passwords must contain at least one number.');
  if (rules.require_special_char && !/[^\p{L}\p{N}\s]/u.test(password))
    throw refuse('no_special_char', 'Passwords must contain at least one special character.');
  return password;
}
