import type { InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { ParameterError } from '../errors/api-error.js';
import { findUserByIdentifier } from './user-record.js';

const usernameForm = /^[a-z0-9_.-]{1,64}$/;

/** @throws {ParameterError} `form_username_invalid_length` */
export function checkUsernameLength(username: string, limits: InstanceSettings['username_settings']): string {
  const { min_length: least, max_length: most } = limits;
  const { length } = username.trim();
  if (length >= least && length <= most) return username;
  throw new ParameterError(
    'form_username_invalid_length',
    'has an invalid length',
    'username',
    `Username must be between ${least} and ${most} characters long.`,
  );
}

/** Normalizes a user name. @throws {ParameterError} `form_username_invalid_character` */
export function checkUsernameForm(text: string): string {
  const username = text.trim().toLowerCase();
  if (usernameForm.test(username)) return username;
  throw new ParameterError(
    'form_username_invalid_character',
    'Username can only contain letters, numbers and . _ -',
    'username',
  );
}

/** @throws {ParameterError} `form_identifier_exists`, `form_username_invalid_character` */
export async function checkUsername(instance: Instance, text: string, ownerId?: string): Promise<string> {
  const username = checkUsernameForm(text);
  const owner = await findUserByIdentifier(instance.db, username);
  if (!owner || owner.user.id === ownerId) return username;
  throw new ParameterError('form_identifier_exists', 'That username is taken. Please try another.', 'username');
}
