import type { SeedUser, SeedOrganization } from './seed.js';
import type { Instance, DemoUser } from '../instance/instance.js';
import { createDefaults } from './create-defaults.js';
import { createSeeded } from './create-seeded.js';
import { countUsers } from '../users/list-users.js';
import { changeInstanceSettings, instanceSettings } from '../instance/instance-settings.js';
import { derivedId } from '../instance/ids.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';
import { insertUsers, type SeededUser, type TakenValue } from '../users/insert-users.js';
import { ApiError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { checkPassword, type PasswordRules } from '../users/check-password.js';
import { placeIn, type CheckedSeed, type SeedSource } from './seed-source.js';
import { insertOrganization } from '../organizations/organization.js';
import { insertMembership } from '../organizations/memberships.js';

export function addressesOf(user: SeedUser): readonly string[] {
  return [...(user.email_address ? [user.email_address] : []), ...(user.email_addresses ?? [])];
}

export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.longMessage;
  return error instanceof Error ? error.message : String(error);
}

/** A seed that was read. */
export interface AppliedSeed {
  /** The users of the seed that exist. */
  readonly users: readonly DemoUser[];
  /** False if the database had users already, which stay as they are. */
  readonly isApplied: boolean;
}

/**
 * Creates the users of a seed in an empty database. A database with users stays unchanged: its users may have been
 * changed or deleted on purpose.
 * @throws {EmulatorError} `seed_invalid` when two users want the same address, name or id, or a password breaks the rules for sign-up
 */
export async function applySeed(instance: Instance, { seed, source }: CheckedSeed): Promise<AppliedSeed> {
  await createDefaults(instance);
  const users = (seed.users ?? []).map(withId);
  const isApplied = (await countUsers(instance.db, { after: [], before: [] })) === 0;
  if (!isApplied) {
    instance.log('The database has users already, so the seed was not applied. Delete the file to apply it.');
    return { users: await present(instance, users), isApplied };
  }
  if (seed.settings) await changeInstanceSettings(instance, seed.settings);
  const unusable = (path: string, cause: unknown) => unusableAt(source, path, cause);
  const { password_settings: rules } = await instanceSettings(instance);
  checkPasswords(users, rules, unusable);
  const each = <T>(name: string, items: readonly T[] | undefined, create: (item: T) => Promise<void>) =>
    createEach(name, items, create, unusable);
  await each('permissions', seed.permissions, (permission) => createSeeded.permission(instance, permission));
  await each('roles', seed.roles, (role) => createSeeded.role(instance, role));
  await insertUsers(instance, users.map(newUser), (index, cause, taken) =>
    unusable(`users[${index}]`, taken ? takenBy(source, taken) : cause),
  );
  await each('users', users, async ({ id, plan }) => {
    if (plan !== undefined) await createSeeded.subscription(instance, id, plan);
  });
  await each('organizations', seed.organizations, (organization) => createOrganization(instance, organization));
  await each('api_keys', seed.api_keys, (key) => createSeeded.apiKey(instance, key));
  return { users: users.map(demoUser), isApplied };
}

type Identified = SeedUser & { readonly id: string };

function withId(user: SeedUser): Identified {
  return { ...user, id: user.id ?? derivedId('user', addressesOf(user)[0]?.toLowerCase() ?? user.username ?? '') };
}

/** The users that exist. */
async function present(instance: Instance, users: readonly Identified[]): Promise<readonly DemoUser[]> {
  const found = await Promise.all(users.map(({ id }) => findUser(instance.db, id)));
  return users.filter((_, index) => found[index]).map(demoUser);
}

function demoUser(user: Identified): DemoUser {
  return {
    id: user.id,
    emailAddress: addressesOf(user)[0] ?? '',
    firstName: user.first_name ?? null,
    lastName: user.last_name ?? null,
    username: user.username ?? null,
    password: user.password ?? null,
  };
}

function newUser(user: Identified): SeededUser {
  return {
    id: user.id,
    emailAddresses: addressesOf(user),
    phoneNumbers: user.phone_numbers,
    password: user.password,
    username: user.username,
    firstName: user.first_name,
    lastName: user.last_name,
    externalId: user.external_id,
    publicMetadata: user.public_metadata,
    privateMetadata: user.private_metadata,
    unsafeMetadata: user.unsafe_metadata,
  };
}

function unusableAt(source: SeedSource, path: string, cause: unknown): EmulatorError {
  return new EmulatorError('seed_invalid', `${placeIn(source, path)}: ${path} cannot be created: ${reasonOf(cause)}`, {
    cause,
  });
}

function takenBy(source: SeedSource, { by, field, value }: TakenValue): Error {
  const line = source.lineOf(`users[${by}]`);
  const place = line === undefined ? '' : ` (line ${line})`;
  return new Error(`users[${by}]${place} has the ${field} ${value} already.`);
}

/** Whoever signs up must keep the rules; a seed that breaks them would hide that from the developer. */
function checkPasswords(users: readonly SeedUser[], rules: PasswordRules, unusable: Unusable): void {
  for (const [index, { password }] of users.entries()) {
    try {
      if (password !== undefined) checkPassword(password, rules);
    } catch (cause) {
      throw unusable(`users[${index}].password`, cause);
    }
  }
}

type Unusable = (path: string, cause: unknown) => EmulatorError;

/** Creates the items of a list of the seed; errors name the place of the item. */
async function createEach<T>(
  name: string,
  items: readonly T[] = [],
  create: (item: T) => Promise<void>,
  unusable: Unusable,
): Promise<void> {
  for (const [index, item] of items.entries()) {
    try {
      await create(item);
    } catch (error) {
      throw unusable(`${name}[${index}]`, error);
    }
  }
}

async function createOrganization(instance: Instance, wanted: SeedOrganization): Promise<void> {
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
  if (wanted.plan !== undefined) await createSeeded.subscription(instance, organization.id, wanted.plan);
}
