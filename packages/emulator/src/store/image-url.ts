/** Address of a row's picture: the uploaded one, or a drawn one with its initials. */
export function imageUrl({ url }: { readonly url: string }, imageId: string | null, ownerId: string): string {
  return `${url}${imageId === null ? avatarPath(ownerId) : `/images/${imageId}`}`;
}

/** The path of a drawn picture with initials. */
export function avatarPath(ownerId: string): string {
  return `/avatars/${encodeURIComponent(ownerId)}.svg`;
}
