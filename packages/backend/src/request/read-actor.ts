/** Who acts for the subject of a token, and who acts for that one in turn. @see RFC 8693 section 4.1 */
export interface Actor {
  /** The actor. */
  readonly sub: string;
  /** Who named the actor, if it is not the issuer of the token. */
  readonly iss?: string;
  /** Who acted before. For information: no decision depends on it. */
  readonly act?: Actor;
}

/** More would be work for whoever reads them, and says nothing about who sends the request. */
const maxActors = 8;
const maxLetters = 512;

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxLetters;

/**
 * Reads the claim `act`, at most 8 actors, of each of them `sub` and `iss` alone, at most 512 characters each.
 * @returns undefined if there is none, null if it is anything else: then it is not known who acts
 */
export function readActor(claim: unknown, left = maxActors): Actor | null | undefined {
  if (claim === undefined || claim === null) return undefined;
  if (typeof claim !== 'object' || Array.isArray(claim) || left === 0) return null;
  const { sub, iss, act } = claim as Readonly<Record<string, unknown>>;
  if (!isName(sub) || (iss !== undefined && !isName(iss))) return null;
  const next = readActor(act, left - 1);
  if (next === null) return null;
  return { sub, ...(iss === undefined ? {} : { iss }), ...(next === undefined ? {} : { act: next }) };
}
