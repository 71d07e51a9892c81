import { plans, prices } from '../billing/plans.js';
import { subscriptionItems } from '../billing/subscription-item.js';
import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { apiKeys, insertApiKey } from '../machines/api-key.js';
import { findOrganization } from '../organizations/organization.js';
import { permissionCollection, roleCollection } from '../organizations/role.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';
import type { SeedApiKey, SeedPermission, SeedRole } from './seed.js';

async function createPermission(instance: Instance, { key, name, description }: SeedPermission): Promise<void> {
  const permission = { key, name, description: description ?? name, type: 'user' } as const;
  await permissionCollection.insert(instance, permission, { id: derivedId('perm', key) });
}

async function createRole(instance: Instance, wanted: SeedRole): Promise<void> {
  const { key, name, description = null, permissions = [] } = wanted;
  const found = await permissionCollection.list(instance.db, { where: { key: permissions } });
  const missing = permissions.find((wantedKey) => !found.some((permission) => permission.key === wantedKey));
  if (missing !== undefined) throw new Error(`There is no permission ${missing}.`);
  const role = { key, name, description, permissionIds: found.map(({ id }) => id) };
  await roleCollection.insert(instance, role, { id: derivedId('role', key) });
}

async function createApiKey(instance: Instance, { name, subject, secret, scopes }: SeedApiKey): Promise<void> {
  const { db } = instance;
  const owner = (await findUser(db, subject)) ?? (await findUserByIdentifier(db, subject));
  const ownerId = owner?.user.id ?? (await findOrganization(db, subject))?.id;
  if (ownerId === undefined) throw new Error(`There is no user and no organization ${subject}.`);
  const text = `${ownerId} ${name}`;
  // Its id and its secret are derived from both.
  if (await apiKeys.find(db, derivedId('ak', text))) throw new Error(`${subject} has an API key ${name} already.`);
  await insertApiKey(instance, {
    id: derivedId('ak', text),
    secret: secret ?? derivedId('ak', `secret of ${text}`),
    subject: ownerId,
    name,
    scopes,
    createdBy: owner?.user.id ?? null,
    expiration: null,
  });
}

/** Gives a user or an organization a plan. */
async function subscribe(instance: Instance, payerId: string, slug: string): Promise<void> {
  const payerType = payerId.startsWith('org_') ? 'org' : 'user';
  const plan = await plans.findWhere(instance.db, { where: { slug, payerType } });
  const price = plan && (await prices.findWhere(instance.db, { scope: plan.id, where: { isDefault: true } }));
  if (!plan || !price) throw new Error(`There is no plan ${slug} for this payer.`);
  await subscriptionItems.insert(
    instance,
    {
      planId: plan.id,
      priceId: price.id,
      status: 'active',
      isFreeTrial: false,
      periodEnd: null,
      canceledAt: null,
      endedAt: null,
    },
    { id: derivedId('csub_item', `${payerId} ${slug}`), scope: payerId },
  );
}

/** Creates what a seed has besides users and organizations. */
export const createSeeded = {
  permission: createPermission,
  role: createRole,
  apiKey: createApiKey,
  subscription: subscribe,
};
