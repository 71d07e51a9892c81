import type { MachineTokenType } from '../options.js';
import type { DecodedJwt } from './decode-token.js';

/** Values of the service's `cat` header. */
export const tokenCategory = {
  session: 'cl_B7d4PD111AAA',
  jwtTemplate: 'cl_B7d4PD222AAA',
  m2m: 'cl_B7d4PD333AAA',
  ignore: 'cl_I7d4PD111III',
} as const;

const opaquePrefixes: readonly (readonly [prefix: string, type: MachineTokenType])[] = [
  ['mt_', 'm2m_token'],
  ['oat_', 'oauth_token'],
  ['ak_', 'api_key'],
];

/** The machine token type that an opaque token's prefix names. */
export function opaqueTokenType(token: string): MachineTokenType | undefined {
  return opaquePrefixes.find(([prefix]) => token.startsWith(prefix))?.[1];
}

/** The machine token type of a JWT: M2M by its subject, OAuth by its type (RFC 9068 section 2.1). M2M is looked for first. */
export function machineJwtType(token: DecodedJwt): MachineTokenType | undefined {
  const subject: unknown = token.payload.sub;
  if (typeof subject === 'string' && subject.startsWith('mch_')) return 'm2m_token';
  const type = token.header.typ;
  return type === 'at+jwt' || type === 'application/at+jwt' ? 'oauth_token' : undefined;
}

/** Whether the `cat` header says that this is something else than a session token. */
export function hasForeignCategory(token: DecodedJwt): boolean {
  const category = token.header.cat;
  return Boolean(category) && category !== tokenCategory.session && category !== tokenCategory.ignore;
}
