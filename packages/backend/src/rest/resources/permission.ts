import type { PermissionJSON } from '../../wire/permission.js';
import { resource } from '../resource.js';

/** Something a role may allow. */
export class Permission {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  declare readonly key: string;
  /** What it is for, as text for people. */
  declare readonly description: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `PermissionJSON`. */
export const permission = resource<PermissionJSON>()('permission', Permission, [
  'id',
  'name',
  'key',
  'description',
  'createdAt',
  'updatedAt',
]);
