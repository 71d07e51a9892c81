import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares keys in a time that says nothing about them. */
export function isEqualKey(given: string, key: string): boolean {
  return timingSafeEqual(digest(given), digest(key));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
