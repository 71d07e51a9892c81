import type { JwtPayload } from '@acme/backend';
import type { Instance } from '../instance/instance.js';
import { memberships } from './memberships.js';
import { organizationCollection } from './organization.js';
import { RoleBook } from './role-book.js';
import type { SessionRow } from '../store/tables.js';

/** Claims about the active organization, version 2. */
export interface OrganizationClaims {
  readonly o?: NonNullable<JwtPayload['o']>;
  /** Features, `o:name` separated by commas. */
  readonly fea?: string;
}

/**
 * The claims of the active organization. Empty if the session has no active organization, or the user has left it. System
 * permissions are not part of tokens.
 */
export async function organizationClaims(
  { db }: Pick<Instance, 'db'>,
  { lastActiveOrganizationId: id, userId }: Pick<SessionRow, 'lastActiveOrganizationId' | 'userId'>,
): Promise<OrganizationClaims> {
  if (id === null) return {};
  const [organization, membership, book] = await Promise.all([
    organizationCollection.find(db, id),
    memberships.findWhere(db, { scope: id, where: { userId } }),
    RoleBook.read(db),
  ]);
  if (!organization || !membership) return {};
  const o = { id, slg: organization.slug, rol: membership.role.replace(/^org:/, '') };
  const custom = book.permissionKeysOf(membership.role).filter((key) => !key.startsWith('org:sys_'));
  if (custom.length === 0) return { o };
  const pairs = custom.map((key) => key.replace(/^org:/, '').split(':'));
  const features = [...new Set(pairs.map(([feature = '']) => feature))];
  const permissions = [...new Set(pairs.map(([, permission = '']) => permission))];
  // One bit mask for each feature; bit 0 is the first permission.
  const masks = features.map((feature) =>
    pairs.reduce((mask, [of, name = '']) => (of === feature ? mask | (1 << permissions.indexOf(name)) : mask), 0),
  );
  return {
    o: { ...o, per: permissions.join(','), fpm: masks.join(',') },
    fea: features.map((feature) => `o:${feature}`).join(','),
  };
}
