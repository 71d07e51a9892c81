import type { Instance } from '../instance/instance.js';

/** Where the picture of a thing is: the uploaded one, or one with its initials. */
export function imageUrl({ url }: Pick<Instance, 'url'>, imageId: string | null, ownerId: string): string {
  return `${url}${imageId === null ? avatarPath(ownerId) : `/images/${imageId}`}`;
}

/** Where the emulator serves a picture with initials. */
export function avatarPath(ownerId: string): string {
  return `/avatars/${encodeURIComponent(ownerId)}.svg`;
}
