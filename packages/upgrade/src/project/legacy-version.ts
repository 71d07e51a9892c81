import semver from 'semver';
import { legacyNames } from './legacy-names.js';

/** Major versions of the retired SDK that are migrated, the oldest first. */
const majors = [0, 1, 2, 3, 4, 5];
const assumedMajor = 4;

/** The major version that the code was written for, and how it is known. */
export interface LegacyVersion {
  readonly major: number;
  /** `declared`: by the range; `installed`: by `node_modules` or the lockfile; `code`: by the names in use; `assumed`: by nothing. */
  readonly from: 'declared' | 'installed' | 'code' | 'assumed';
}

/** The version in a git address, the name of an archive, or behind an alias; the range itself if it is one. */
function versionPart(range: string): string | undefined {
  const plain = range.replace(/^workspace:/, '').replace(/^npm:(?:@[^/@]+\/)?[^@]*@?/, '');
  if (semver.validRange(plain) !== null && plain !== '') return plain;
  const named = /(?:#(?:semver:)?|#?@|-)v?([~^<>=]*\d+(?:\.[\dx]+)*[\w.+-]*?)(?:\.t(?:ar\.)?gz)?$/.exec(plain)?.[1];
  return named !== undefined && semver.validRange(named) !== null ? named : undefined;
}

/** The majors that a range allows; undefined if it names none. */
export function majorsOfRange(range: string): readonly number[] | undefined {
  const part = versionPart(range);
  if (part === undefined) return undefined;
  const found = majors.filter((major) => semver.intersects(part, `${major}.x`, { includePrerelease: true }));
  return found.length > 0 ? found : undefined;
}

interface Use {
  readonly majors: readonly number[];
  readonly pattern: RegExp;
}

/** Uses that only some majors have; each is looked for in files that import the retired SDK. */
const sessionUse = /\.express(?:With|Require)Session\b|\breq(?:uest)?\.sessionClaims\b/;
const uses: readonly Use[] = [
  { majors: [0, 1, 2], pattern: sessionUse },
  { majors: [4, 5], pattern: /\.express(?:With|Require)Auth\b/ },
  { majors: [5], pattern: /List\([^;]*?\)\)?\??\.(?:data|totalCount)\b/ },
  { majors: [5], pattern: /\{[^{}]*\b(?:data|totalCount)\b[^{}]*\}\s*=\s*await\b[^;=]*List\(/ },
  {
    majors: [0, 1, 2, 3, 4],
    pattern: /List\([^;]*?\)\)(?:\??\.(?:map|filter|forEach|find|some|every|length|reduce)\b|\[)/,
  },
  { majors: [0, 1, 2, 3, 4], pattern: /\[[^[\]]*\]\s*=\s*await\b[^;=]*List\(/ },
];

const sessionNames =
  'ClerkExpressWithSession ClerkExpressRequireSession ClerkWithSession withSession requireSession WithSessionProp RequireSessionProp WithSessionClaimsProp RequireSessionClaimsProp';
const namesOf: readonly (readonly [majors: readonly number[], names: string])[] = [
  [[0, 1, 2], sessionNames],
  [[0, 1, 2], 'HttpError ClerkServerError Logger'],
  [[0, 1, 2, 3], '/instance'],
  [[0, 1, 2, 3, 4], 'default allowlistIdentifiers clients emails invitations sessions smsMessages users'],
  [[0, 1, 2, 3, 4], 'setClerkApiKey setClerkServerApiUrl setClerkApiVersion setClerkHttpOptions'],
  [[3, 4], 'organizations'],
  [[4], 'emailAddresses phoneNumbers domains Clerk'],
  [[4, 5], 'clerkClient createClerkClient createClerkExpressWithAuth createClerkExpressRequireAuth'],
  [[4, 5], 'LooseAuthProp StrictAuthProp'],
  [[5], 'verifyToken'],
];

/** The majors for which a source that imports the retired SDK can have been written. */
export function majorsOfCode(source: string): readonly number[] {
  const names = legacyNames(source);
  const named = namesOf.filter(([, list]) => list.split(' ').some((name) => names.has(name))).map(([found]) => found);
  const used = uses.filter(({ pattern }) => pattern.test(source)).map((use) => use.majors);
  return intersect([...named, ...used], majors);
}

/** Whether a source that imports the retired SDK uses what only 2.x put on requests. */
function usesSessions(source: string): boolean {
  const names = legacyNames(source);
  return sessionUse.test(source) || sessionNames.split(' ').some((name) => names.has(name));
}

/** The version that is known from a range or from what is installed: a fork may have the number of a later one, and the names of 2.x. */
function known(major: number, from: 'declared' | 'installed', sources: readonly string[]): LegacyVersion {
  const isFork = (major === 3 || major === 4) && sources.some(usesSessions);
  return isFork ? { major: 2, from: 'code' } : { major, from };
}

/** What all sets have in common; a set that contradicts the ones before it is left out. */
function intersect(sets: readonly (readonly number[])[], all: readonly number[]): readonly number[] {
  return sets.reduce((common, set) => {
    const both = common.filter((major) => set.includes(major));
    return both.length > 0 ? both : common;
  }, all);
}

/**
 * Finds the major version that code of the retired SDK was written for.
 * @param range - from `package.json` or its catalog; undefined if no package declares the SDK
 * @param installed - the version in `node_modules` or the lockfile
 * @param sources - texts of the files that import the SDK
 */
export function findLegacyVersion(
  range: string | undefined,
  installed: string | undefined,
  sources: readonly string[],
): LegacyVersion {
  const declared = range === undefined ? undefined : majorsOfRange(range);
  const [only] = declared ?? [];
  if (only !== undefined && declared?.length === 1) return known(only, 'declared', sources);
  const present = installed === undefined ? undefined : semver.parse(installed, true)?.major;
  if (present !== undefined && majors.includes(present)) return known(present, 'installed', sources);
  const allowed = declared ?? majors;
  const possible = intersect(sources.map(majorsOfCode), allowed);
  const newest = possible.at(-1) ?? assumedMajor;
  // A package manager installs the newest version that an open range allows.
  const isOpen = declared !== undefined || /^(?:latest|next|canary)$/.test(range ?? '');
  const major = isOpen || !possible.includes(assumedMajor) ? newest : assumedMajor;
  return { major, from: possible.length < allowed.length ? 'code' : 'assumed' };
}
