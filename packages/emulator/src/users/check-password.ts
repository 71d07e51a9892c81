import { ParameterError } from '../errors/api-error.js';

const minPasswordLength = 8;

/** @throws {ParameterError} `form_password_length_too_short` */
export function checkPassword(password: string): string {
  if (password.length >= minPasswordLength) return password;
  throw new ParameterError(
    'form_password_length_too_short',
    `Passwords must be ${minPasswordLength} characters or more.`,
    'password',
  );
}
