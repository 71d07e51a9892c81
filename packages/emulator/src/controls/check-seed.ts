import type { Seed, SeedApiKey, SeedMember, SeedOrganization, SeedPermission, SeedRole, SeedUser } from './seed.js';
import { findWrongSetting } from '../instance/find-wrong-setting.js';
import type { SettingsChange } from '../instance/settings-change.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { addressesOf } from './apply-seed.js';
import { placeIn, type SeedSource } from './seed-source.js';
import { EmulatorError } from '../errors/emulator-error.js';

const textFields = [
  'id',
  'email_address',
  'password',
  'username',
  'first_name',
  'last_name',
  'external_id',
  'plan',
] as const;

const metadataFields = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const;

const seedFields: readonly string[] = ['settings', 'permissions', 'roles', 'users', 'organizations', 'api_keys'];

const userFields: readonly string[] = [...textFields, ...metadataFields, 'email_addresses', 'phone_numbers'];

/**
 * Checks that every key of a seed is known and has the right type.
 * @param source - the file or place of the seed, for messages
 * @throws {EmulatorError} `seed_unknown_key` with the path of the key, `seed_invalid`
 */
export function checkSeed(value: unknown, source: SeedSource): Seed {
  const seed = checkObject(value, source, '');
  refuseUnknown(seed, seedFields, source, '');
  const { settings } = seed;
  const list = <T>(name: string, check: (item: unknown, source: SeedSource, path: string) => T): readonly T[] => {
    const items = seed[name] ?? [];
    if (!Array.isArray(items)) throw invalid(source, name, 'a list');
    return items.map((item, index) => check(item, source, `${name}[${index}]`));
  };
  return {
    ...(settings !== undefined && { settings: checkSettings(settings, source) }),
    permissions: list('permissions', checkPermission),
    roles: list('roles', checkRole),
    users: list('users', checkUser),
    organizations: list('organizations', checkOrganization),
    api_keys: list('api_keys', checkApiKey),
  };
}

function checkPermission(value: unknown, source: SeedSource, path: string): SeedPermission {
  const permission = checkObject(value, source, path);
  const texts = ['key', 'name', 'description'] as const;
  refuseUnknown(permission, texts, source, path);
  checkTexts(permission, texts, source, path);
  return {
    ...permission,
    key: requireText(permission, 'key', source, path),
    name: requireText(permission, 'name', source, path),
  };
}

function checkRole(value: unknown, source: SeedSource, path: string): SeedRole {
  const role = checkObject(value, source, path);
  const texts = ['key', 'name', 'description'] as const;
  refuseUnknown(role, [...texts, 'permissions'], source, path);
  checkTexts(role, texts, source, path);
  checkTextLists(role, ['permissions'], source, path);
  return { ...role, key: requireText(role, 'key', source, path), name: requireText(role, 'name', source, path) };
}

function checkApiKey(value: unknown, source: SeedSource, path: string): SeedApiKey {
  const key = checkObject(value, source, path);
  const texts = ['name', 'subject', 'secret'] as const;
  refuseUnknown(key, [...texts, 'scopes'], source, path);
  checkTexts(key, texts, source, path);
  checkTextLists(key, ['scopes'], source, path);
  return { ...key, name: requireText(key, 'name', source, path), subject: requireText(key, 'subject', source, path) };
}

function checkSettings(value: unknown, source: SeedSource): SettingsChange {
  const wrong = findWrongSetting(value);
  if (wrong) {
    throw new EmulatorError(
      wrong.isUnknown ? 'seed_unknown_key' : 'seed_invalid',
      `${placeIn(source, /^[\w.[\]]+/.exec(wrong.message)?.[0] ?? 'settings')}: ${wrong.message}.`,
    );
  }
  // Every name and value was compared with the settings.
  return value as SettingsChange;
}

function checkOrganization(value: unknown, source: SeedSource, path: string): SeedOrganization {
  const organization = checkObject(value, source, path);
  const texts = ['id', 'name', 'slug', 'plan'] as const;
  refuseUnknown(organization, [...texts, 'public_metadata', 'private_metadata', 'members'], source, path);
  checkTexts(organization, texts, source, path);
  for (const name of ['public_metadata', 'private_metadata']) {
    if (organization[name] !== undefined) checkObject(organization[name], source, `${path}.${name}`);
  }
  const name = requireText(organization, 'name', source, path);
  const { members = [] } = organization;
  if (!Array.isArray(members)) throw invalid(source, `${path}.members`, 'a list');
  const checked = members.map((member, index) => checkMember(member, source, `${path}.members[${index}]`));
  return { ...organization, name, members: checked };
}

function checkMember(value: unknown, source: SeedSource, path: string): SeedMember {
  const member = checkObject(value, source, path);
  refuseUnknown(member, ['user', 'role'], source, path);
  checkTexts(member, ['user', 'role'], source, path);
  return { ...member, user: requireText(member, 'user', source, path) };
}

function checkTexts(object: JsonObject, names: readonly string[], source: SeedSource, path: string): void {
  for (const name of names) {
    if (object[name] !== undefined && (typeof object[name] !== 'string' || object[name] === '')) {
      throw invalid(source, `${path}.${name}`, 'a text that is not empty (in YAML, quote numbers)');
    }
  }
}

function checkTextLists(object: JsonObject, names: readonly string[], source: SeedSource, path: string): void {
  for (const name of names) {
    if (object[name] !== undefined && !isTextList(object[name]))
      throw invalid(source, `${path}.${name}`, 'a list of texts');
  }
}

function requireText(object: JsonObject, name: string, source: SeedSource, path: string): string {
  const value = object[name];
  if (typeof value === 'string') return value;
  throw invalid(source, `${path}.${name}`, 'a text');
}

function checkUser(value: unknown, source: SeedSource, path: string): SeedUser {
  const user = checkObject(value, source, path);
  refuseUnknown(user, userFields, source, path);
  for (const name of ['email_addresses', 'phone_numbers']) {
    if (user[name] !== undefined && !isTextList(user[name]))
      throw invalid(source, `${path}.${name}`, 'a list of texts');
  }
  checkTexts(user, textFields, source, path);
  for (const name of metadataFields) {
    if (user[name] !== undefined) checkObject(user[name], source, `${path}.${name}`);
  }
  const checked: SeedUser = user;
  if (addressesOf(checked).length === 0 && !checked.username) {
    throw new EmulatorError(
      'seed_invalid',
      `${placeIn(source, path)}: ${path} needs email_address or username, otherwise nobody can sign in as this user.`,
    );
  }
  return checked;
}

function refuseUnknown(object: JsonObject, known: readonly string[], source: SeedSource, path: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const at = path === '' ? unknown : `${path}.${unknown}`;
  throw new EmulatorError(
    'seed_unknown_key',
    `${placeIn(source, at)}: the key ${at} is not known. Known here: ${known.join(', ')}.`,
  );
}

function checkObject(value: unknown, source: SeedSource, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw invalid(source, path === '' ? 'the seed' : path, 'an object');
}

function invalid(source: SeedSource, path: string, expected: string): EmulatorError {
  return new EmulatorError('seed_invalid', `${placeIn(source, path)}: ${path} must be ${expected}.`);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
