import type { DeletedObjectJSON } from '../../wire/deleted-object.js';
import { orNull, resource } from '../resource.js';

/** Confirms a deletion. */
export class DeletedObject {
  /** Kind of what was deleted. */
  declare readonly object: string;
  /** Identifier of what was deleted. */
  declare readonly id: string | null;
  /** Slug of the deleted object, if it had one. */
  declare readonly slug: string | null;
  /** Whether it is gone now. */
  declare readonly deleted: boolean;
}

/** Reads `DeletedObjectJSON`. */
export const deletedObject = resource<DeletedObjectJSON>()(undefined, DeletedObject, ['object', 'deleted'], {
  id: orNull(),
  slug: orNull(),
});
