import type { Seed } from './seed.js';

/** Where a seed comes from, for messages. */
export interface SeedSource {
  /** Name of a file, or `seed`. */
  readonly name: string;
  /** Line of a place such as `users[2].email_address`, or of what is around it; undefined if there are no lines. */
  lineOf(path: string): number | undefined;
}

/** The source of a seed that is an object of the program. */
export const objectSource: SeedSource = { name: 'seed', lineOf: () => undefined };

/** `seed.yaml:12`, the beginning of a message about a place in a seed. */
export function placeIn(source: SeedSource, path: string): string {
  const line = source.lineOf(path);
  return line === undefined ? source.name : `${source.name}:${line}`;
}

/** A seed that was checked, and its file. */
export interface CheckedSeed {
  readonly seed: Seed;
  readonly source: SeedSource;
}
