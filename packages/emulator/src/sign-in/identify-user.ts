import { ParameterError } from '../errors/api-error.js';
import { instanceSettings, type InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { primaryEmailAddress } from '../users/display-name.js';
import { findUserByIdentifier, type UserRecord } from '../users/user-record.js';
import { checkLists } from './check-may-sign-up.js';
import { findConnection } from './find-connection.js';

/** What people write to be identified. */
const identifiers = ['email_address', 'phone_number', 'username'] as const;
type IdentifierName = (typeof identifiers)[number];

/** The attributes by which the settings let people be identified; a passkey identifies without a text. */
export function supportedIdentifiers({ attributes }: InstanceSettings): readonly (IdentifierName | 'passkey')[] {
  return [...identifiers, 'passkey' as const].filter(
    (name) => attributes[name].enabled && attributes[name].used_for_first_factor,
  );
}

/**
 * Finds the user of an identifier.
 * @returns undefined for an unknown person of an enterprise connection, whose visit makes the account
 * @throws {ParameterError} `form_identifier_not_found`; `form_param_format_invalid` for a kind that the settings do not have
 * @throws {ApiError} 403 `not_allowed_access`
 */
export async function identifyUser(instance: Instance, identifier: string): Promise<UserRecord | undefined> {
  const settings = await instanceSettings(instance);
  if (!supportedIdentifiers(settings).includes(nameOf(identifier))) {
    throw new ParameterError('form_param_format_invalid', 'is invalid', 'identifier', 'Identifier is invalid.');
  }
  const record = await findUserByIdentifier(instance.db, identifier);
  const connection = await findConnection(instance, identifier);
  if (!record && (!connection || connection.disableJitProvisioning)) {
    throw new ParameterError('form_identifier_not_found', 'is invalid', 'identifier', "Couldn't find your account.");
  }
  const isUsername = nameOf(identifier) === 'username';
  const listed = isUsername ? record && primaryEmailAddress(record)?.emailAddress : identifier.trim();
  if (!connection) await checkListsAtSignIn(instance, listed);
  return record;
}

/** Refuses whom the allowlist or the blocklist refuses, unless the settings apply them to sign-ups only. */
export async function checkListsAtSignIn(instance: Instance, identifier: string | undefined): Promise<void> {
  const { restrictions } = await instanceSettings(instance);
  if (restrictions.allowlist_blocklist_disabled_on_sign_in || identifier === undefined) return;
  await checkLists(instance, restrictions, identifier, 'sign in');
}

/** User names have neither of these characters. */
function nameOf(identifier: string): IdentifierName {
  if (identifier.includes('@')) return 'email_address';
  return identifier.trim().startsWith('+') ? 'phone_number' : 'username';
}
