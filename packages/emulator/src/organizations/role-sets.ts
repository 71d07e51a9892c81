import { Collection } from '../store/collection.js';

/** The roles an organization may use. */
export interface RoleSet {
  readonly name: string;
  readonly key: string;
  readonly description: string | null;
  readonly type: 'initial' | 'custom';
  readonly roleKeys: readonly string[];
  readonly defaultRoleKey: string;
  readonly creatorRoleKey: string;
}

export const roleSets = new Collection<RoleSet>('role_set', {
  idPrefix: 'rset',
  uniqueBy: ({ key }) => key,
  uniqueField: 'key',
});
