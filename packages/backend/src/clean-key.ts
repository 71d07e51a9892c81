const quotes = /^["'`“”‘’]|["'`“”‘’]$/;

/**
 * A secret or key as it is used: without the white space around it, such as the line break at the end of a file.
 * What is no text stays what it is.
 */
export function cleanKey<T>(key: T): T | string {
  return typeof key === 'string' ? key.trim() : key;
}

/** Says what is expected of a secret or key, or nothing if it can be one. */
export function checkKey(key: unknown): string | undefined {
  if (typeof key !== 'string') return 'a string';
  return quotes.test(key.trim()) ? 'written without the quotes around it' : undefined;
}
