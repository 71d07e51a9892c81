const targeted = /(?:^|-)cdn-cache-control$|^surrogate-control$/i;

/**
 * Whether a header is `Cache-Control` for one kind of cache, such as `CDN-Cache-Control`. There it counts for more than `Cache-Control`, so it
 * must not stay on an answer for one person.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9213 | RFC 9213}
 */
export const isTargetedCacheControl = (name: string): boolean => targeted.test(name);
