import { stripPrivateDataFromObject } from '@acme/backend/internal';

/** An auth object whose user and organization have no private metadata, so that it can be sent to a browser. */
export function sanitizeAuthObject<T extends object>(auth: T): T {
  return stripPrivateDataFromObject(auth);
}

/** A resource without its private metadata; null stays null. */
export function prunePrivateMetadata<T extends object>(resource: T | null): T | null {
  // `user` is one of the members that are stripped.
  return resource && stripPrivateDataFromObject({ user: resource }).user;
}
