import type { M2MTokenJSON } from '../../wire/m2m-token.js';
import { resource } from '../resource.js';

/** Registered claims; all others of a token are the application's own. @see RFC 7519 section 4.1 */
const registered: ReadonlySet<string> = new Set(['iss', 'sub', 'exp', 'nbf', 'iat', 'jti']);

/** Claims of an M2M token in JWT form. */
export interface M2MJwtPayload {
  readonly jti?: string | undefined;
  /** Machine that created it. */
  readonly sub: string;
  /** Unix time in seconds. */
  readonly iat: number;
  /** Unix time in seconds. */
  readonly exp: number;
  /** Machines that may verify it, if there are no `scopes`. */
  readonly aud?: string | readonly string[] | undefined;
  readonly [claim: string]: unknown;
}

/** A token with which one machine calls another. */
export class M2MToken {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Machine that created it, `mch_…`. */
  declare readonly subject: string;
  /** Machines that may verify it. */
  declare readonly scopes: string[];
  /** Custom claims, as they were given. */
  declare readonly claims: Record<string, unknown> | null;
  /** Whether it was revoked. */
  declare readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  declare readonly revocationReason: string | null;
  /** Whether its time is over. */
  declare readonly expired: boolean;
  /** When it expires; Unix time in ms, null for never. */
  declare readonly expiration: number | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** The token itself; only in the answer that created it. */
  declare readonly token?: string | undefined;

  /** A token as the service sends it. */
  static fromJSON(json: M2MTokenJSON): M2MToken {
    return m2mToken.read(json);
  }

  /**
   * A token from the claims of its JWT form, after they were verified.
   * @param clockSkewInMs - how far clocks may differ, in ms. Default 5000
   */
  static fromJwtPayload(payload: M2MJwtPayload, clockSkewInMs = 5000): M2MToken {
    const { scopes, aud = [] } = payload;
    const own = Object.entries(payload).filter(([name]) => !registered.has(name));
    return m2mToken.read({
      object: 'machine_to_machine_token',
      id: payload.jti ?? '',
      subject: payload.sub,
      scopes: typeof scopes === 'string' ? scopes.split(' ') : [aud].flat(),
      claims: own.length > 0 ? Object.fromEntries(own) : null,
      revoked: false,
      revocation_reason: null,
      expired: payload.exp * 1000 <= Date.now() - clockSkewInMs,
      expiration: payload.exp * 1000,
      created_at: payload.iat * 1000,
      updated_at: payload.iat * 1000,
    });
  }
}

/** Reads `M2MTokenJSON`. */
export const m2mToken = resource<M2MTokenJSON>()('machine_to_machine_token', M2MToken, [
  'id',
  'subject',
  'scopes',
  'claims',
  'revoked',
  'revocationReason',
  'expired',
  'expiration',
  'createdAt',
  'updatedAt',
  'token',
]);
