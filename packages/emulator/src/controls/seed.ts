import { readFile } from 'node:fs/promises';
import { createDefaultPlans } from '../billing/plans.js';
import { createUser } from '../users/create-user.js';
import { EmulatorError } from '../errors.js';
import { derivedId } from '../instance/ids.js';
import type { DemoUser, Instance } from '../instance/instance.js';
import { isJsonObject } from '../http/request-body.js';
import { createDefaultRoles } from '../organizations/roles.js';
import type { JsonObject } from '../store/tables.js';
import { countUsers } from '../users/user-list.js';
import { insertMembership } from '../organizations/memberships.js';
import { insertOrganization } from '../organizations/organization.js';
import { findUser, findUserByIdentifier } from '../users/user-rows.js';

/** A user of a seed. */
export interface SeedUser {
  /** Default: derived from the first e-mail address or the user name, so it is the same at every start. */
  readonly id?: string | undefined;
  readonly email_address?: string | undefined;
  /** Several addresses; the first is the primary one. Instead of `email_address` or after it. */
  readonly email_addresses?: readonly string[] | undefined;
  /** Plain text; shown by the emulator. Without one the user signs in with one click only. */
  readonly password?: string | undefined;
  readonly username?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly external_id?: string | undefined;
  readonly public_metadata?: JsonObject | undefined;
  readonly private_metadata?: JsonObject | undefined;
  readonly unsafe_metadata?: JsonObject | undefined;
}

/** A member of an organization of a seed. */
export interface SeedMember {
  /** E-mail address, user name or id of a user. */
  readonly user: string;
  /** Default `org:member`. */
  readonly role?: string | undefined;
}

/** An organization of a seed. */
export interface SeedOrganization {
  /** Default: derived from the slug or the name. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly slug?: string | undefined;
  readonly public_metadata?: JsonObject | undefined;
  readonly private_metadata?: JsonObject | undefined;
  readonly members?: readonly SeedMember[] | undefined;
}

/** What an emulator starts with. */
export interface Seed {
  readonly users?: readonly SeedUser[] | undefined;
  readonly organizations?: readonly SeedOrganization[] | undefined;
}

/** The users of an emulator that was given no seed. */
export const DEMO_SEED: Seed = {
  users: [
    {
      email_address: 'ada@example.com',
      password: 'ada-demo-password',
      username: 'ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      public_metadata: { role: 'admin' },
    },
    {
      email_address: 'grace@example.com',
      password: 'grace-demo-password',
      username: 'grace',
      first_name: 'Grace',
      last_name: 'Hopper',
    },
    {
      email_address: 'alan@example.com',
      password: 'alan-demo-password',
      username: 'alan',
      first_name: 'Alan',
      last_name: 'Turing',
    },
  ],
};

/**
 * Reads a seed file; the ending decides the format (`.json`, otherwise YAML).
 * @throws {EmulatorError} `seed_unreadable`, `seed_invalid`, `seed_unknown_key`
 */
export async function readSeedFile(path: string): Promise<Seed> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new EmulatorError(
      'seed_unreadable',
      `The seed file ${path} cannot be read: ${reasonOf(error)}. Check the path.`,
      { cause: error },
    );
  }
  let value: unknown;
  try {
    value = path.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  } catch (error) {
    throw new EmulatorError(
      'seed_invalid',
      `The seed file ${path} is not valid ${path.endsWith('.json') ? 'JSON' : 'YAML'}: ${reasonOf(error)}`,
      { cause: error },
    );
  }
  return checkSeed(value ?? {}, path);
}

const TEXT_FIELDS = ['id', 'email_address', 'password', 'username', 'first_name', 'last_name', 'external_id'] as const;
const METADATA_FIELDS = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const;
const USER_FIELDS: readonly string[] = [...TEXT_FIELDS, ...METADATA_FIELDS, 'email_addresses'];

/**
 * A seed whose every key is known and of the right type.
 * @param source - what messages call the seed: a file name, or `seed`
 * @throws {EmulatorError} `seed_unknown_key` with the path of the key, `seed_invalid`
 */
export function checkSeed(value: unknown, source: string): Seed {
  const seed = checkObject(value, source, '');
  refuseUnknown(seed, ['users', 'organizations'], source, '');
  const { users = [], organizations = [] } = seed;
  if (!Array.isArray(users)) throw invalid(source, 'users', 'a list');
  if (!Array.isArray(organizations)) throw invalid(source, 'organizations', 'a list');
  return {
    users: users.map((user, index) => checkUser(user, source, `users[${index}]`)),
    organizations: organizations.map((organization, index) =>
      checkOrganization(organization, source, `organizations[${index}]`),
    ),
  };
}

function checkOrganization(value: unknown, source: string, path: string): SeedOrganization {
  const organization = checkObject(value, source, path);
  const texts = ['id', 'name', 'slug'] as const;
  refuseUnknown(organization, [...texts, 'public_metadata', 'private_metadata', 'members'], source, path);
  checkTexts(organization, texts, source, path);
  for (const name of ['public_metadata', 'private_metadata']) {
    if (organization[name] !== undefined) checkObject(organization[name], source, `${path}.${name}`);
  }
  const { name, members = [] } = organization;
  if (typeof name !== 'string') throw invalid(source, `${path}.name`, 'a text');
  if (!Array.isArray(members)) throw invalid(source, `${path}.members`, 'a list');
  const checked = members.map((member, index) => checkMember(member, source, `${path}.members[${index}]`));
  return { ...organization, name, members: checked };
}

function checkMember(value: unknown, source: string, path: string): SeedMember {
  const member = checkObject(value, source, path);
  refuseUnknown(member, ['user', 'role'], source, path);
  checkTexts(member, ['user', 'role'], source, path);
  const { user } = member;
  if (typeof user !== 'string') throw invalid(source, `${path}.user`, 'a text');
  return { ...member, user };
}

function checkTexts(object: JsonObject, names: readonly string[], source: string, path: string): void {
  for (const name of names) {
    if (object[name] !== undefined && (typeof object[name] !== 'string' || object[name] === '')) {
      throw invalid(source, `${path}.${name}`, 'a text that is not empty (in YAML, quote numbers)');
    }
  }
}

function checkUser(value: unknown, source: string, path: string): SeedUser {
  const user = checkObject(value, source, path);
  refuseUnknown(user, USER_FIELDS, source, path);
  const emails = user['email_addresses'];
  if (emails !== undefined && !isTextList(emails)) throw invalid(source, `${path}.email_addresses`, 'a list of texts');
  checkTexts(user, TEXT_FIELDS, source, path);
  for (const name of METADATA_FIELDS) {
    if (user[name] !== undefined) checkObject(user[name], source, `${path}.${name}`);
  }
  const checked: SeedUser = user;
  if (addressesOf(checked).length === 0 && !checked.username) {
    throw new EmulatorError(
      'seed_invalid',
      `${source}: ${path} needs email_address or username, otherwise nobody can sign in as this user.`,
    );
  }
  return checked;
}

function refuseUnknown(object: JsonObject, known: readonly string[], source: string, path: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const at = path === '' ? unknown : `${path}.${unknown}`;
  throw new EmulatorError(
    'seed_unknown_key',
    `${source}: the key ${at} is not known. Known here: ${known.join(', ')}.`,
  );
}

function checkObject(value: unknown, source: string, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw invalid(source, path === '' ? 'the seed' : path, 'an object');
}

function invalid(source: string, path: string, expected: string): EmulatorError {
  return new EmulatorError('seed_invalid', `${source}: ${path} must be ${expected}.`);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function addressesOf(user: SeedUser): readonly string[] {
  return [...(user.email_address ? [user.email_address] : []), ...(user.email_addresses ?? [])];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Creates the users of a seed in an empty database. A database that has users keeps them as they are: they may have been
 * changed or deleted on purpose.
 * @returns the users of the seed that exist
 * @throws {EmulatorError} `seed_invalid` when two users want the same address, name or id
 */
export async function applySeed(instance: Instance, seed: Seed): Promise<readonly DemoUser[]> {
  await createDefaultRoles(instance);
  await createDefaultPlans(instance);
  const isEmpty = (await countUsers(instance.db, { after: [], before: [] })) === 0;
  const demoUsers: DemoUser[] = [];
  for (const [index, user] of (seed.users ?? []).entries()) {
    const emailAddresses = addressesOf(user);
    const id = user.id ?? derivedId('user', emailAddresses[0]?.toLowerCase() ?? user.username ?? '');
    if (isEmpty) await createSeedUser(instance, { ...user, id }, index);
    else if (!(await findUser(instance.db, id))) continue;
    demoUsers.push({
      id,
      emailAddress: emailAddresses[0] ?? '',
      firstName: user.first_name ?? null,
      lastName: user.last_name ?? null,
      username: user.username ?? null,
      password: user.password ?? null,
    });
  }
  if (isEmpty) {
    for (const [index, organization] of (seed.organizations ?? []).entries())
      await createSeedOrganization(instance, organization, index);
  } else instance.log('The database has users already, so the seed was not applied. Delete the file to apply it.');
  return demoUsers;
}

async function createSeedUser(instance: Instance, user: SeedUser, index: number): Promise<void> {
  try {
    if (user.id && (await findUser(instance.db, user.id))) throw new Error('Another user has this id.');
    await createUser(instance, {
      id: user.id,
      emailAddresses: addressesOf(user),
      password: user.password,
      username: user.username,
      firstName: user.first_name,
      lastName: user.last_name,
      externalId: user.external_id,
      publicMetadata: user.public_metadata,
      privateMetadata: user.private_metadata,
      unsafeMetadata: user.unsafe_metadata,
    });
  } catch (error) {
    throw new EmulatorError('seed_invalid', `users[${index}] cannot be created: ${reasonOf(error)}`, { cause: error });
  }
}

async function createSeedOrganization(instance: Instance, wanted: SeedOrganization, index: number): Promise<void> {
  try {
    const organization = await insertOrganization(instance, {
      id: wanted.id ?? derivedId('org', wanted.slug ?? wanted.name),
      name: wanted.name,
      slug: wanted.slug,
      maxAllowedMemberships: 0,
      publicMetadata: wanted.public_metadata,
      privateMetadata: wanted.private_metadata,
    });
    for (const { user, role = 'org:member' } of wanted.members ?? []) {
      const record = (await findUser(instance.db, user)) ?? (await findUserByIdentifier(instance.db, user));
      if (!record) throw new Error(`There is no user ${user}.`);
      const id = derivedId('orgmem', `${organization.id} ${record.user.id}`);
      await insertMembership(instance, { id, organization, userId: record.user.id, role });
    }
  } catch (error) {
    throw new EmulatorError('seed_invalid', `organizations[${index}] cannot be created: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}
