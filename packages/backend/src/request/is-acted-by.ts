import type { AuthObject } from './auth-object.js';

/** Who may act for the subject of a token: nobody (`false`), anybody but not the subject alone (`true`), or these. */
export type ActorRule = boolean | string | readonly string[];

/** Who acts. What is no actor, but there, counts as an unknown one. */
const actorOf = (auth: AuthObject): { readonly sub?: unknown } | undefined =>
  ('actor' in auth ? auth.actor : undefined) ?? undefined;

/**
 * Whether the one who acts with a token is the one that a route asks for. Of a chain only the first decides.
 * @see RFC 8693 section 4.1
 */
export function isActedBy(auth: AuthObject, rule: ActorRule): boolean {
  const actor = actorOf(auth);
  if (rule === false) return actor === undefined;
  const sub = actor?.sub;
  if (typeof sub !== 'string' || sub === '') return false;
  return rule === true || [rule].flat().includes(sub);
}
