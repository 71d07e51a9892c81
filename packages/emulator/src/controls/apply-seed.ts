import type { SeedUser, Seed, SeedOrganization } from './seed.js';
import type { Instance, DemoUser } from '../instance/instance.js';
import { createDefaultRoles } from '../organizations/create-default-roles.js';
import { createDefaultPlans } from '../billing/plans.js';
import { countUsers } from '../users/list-users.js';
import { changeInstanceSettings } from '../instance/instance-settings.js';
import { derivedId } from '../instance/ids.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';
import { createUser } from '../users/create-user.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { insertOrganization } from '../organizations/organization.js';
import { insertMembership } from '../organizations/memberships.js';

export function addressesOf(user: SeedUser): readonly string[] {
  return [...(user.email_address ? [user.email_address] : []), ...(user.email_addresses ?? [])];
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Creates the users of a seed in an empty database. A database with users stays unchanged: its users may have been
 * changed or deleted on purpose.
 * @returns the users of the seed that exist
 * @throws {EmulatorError} `seed_invalid` when two users want the same address, name or id
 */
export async function applySeed(instance: Instance, seed: Seed): Promise<readonly DemoUser[]> {
  await createDefaultRoles(instance);
  await createDefaultPlans(instance);
  const isEmpty = (await countUsers(instance.db, { after: [], before: [] })) === 0;
  if (isEmpty && seed.settings) await changeInstanceSettings(instance, seed.settings);
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
