import type { IdPOAuthAccessTokenActorJSON, IdPOAuthAccessTokenJSON } from '../../wire/idp-oauth-access-token.js';
import { resource } from '../resource.js';

/** Claims of an OAuth access token in JWT form. @see RFC 9068 section 2.2 */
export interface OAuthJwtPayload {
  readonly jti: string;
  readonly sub: string;
  readonly client_id: string;
  /** Unix time in seconds. */
  readonly iat: number;
  /** Unix time in seconds. */
  readonly exp: number;
  readonly aud?: string | readonly string[] | undefined;
  /** Scopes separated by spaces. */
  readonly scope?: string | undefined;
  /** Scopes as a list. */
  readonly scp?: readonly string[] | undefined;
  /** Who acts for `sub`. */
  readonly act?: IdPOAuthAccessTokenActorJSON | undefined;
  readonly [claim: string]: unknown;
}

/** An OAuth access token that the instance issued as identity provider. */
export class IdPOAuthAccessToken {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** OAuth client the token was issued to. */
  declare readonly clientId: string;
  /** Kind of the token, `oauth:access_token`. */
  declare readonly type: string;
  /** Whom it authenticates: a user id. */
  declare readonly subject: string;
  /** Scopes it grants. */
  declare readonly scopes: string[];
  /** Whether it was revoked. */
  declare readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  declare readonly revocationReason: string | null;
  /** Whether its time is over. */
  declare readonly expired: boolean;
  /** When it expires; Unix time in seconds as sent by the service, in ms when read from a JWT, null for never. */
  declare readonly expiration: number | null;
  /** When it was created; Unix time in seconds as sent by the service, in ms when read from a JWT. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in seconds as sent by the service, in ms when read from a JWT. */
  declare readonly updatedAt: number;
  /** Resources the token is meant for. */
  declare readonly aud?: string[] | undefined;
  /** Who acts for the subject, and who acts for that one; there are no further ones. @see RFC 8693 section 4.1 */
  declare readonly act?: IdPOAuthAccessTokenActorJSON | undefined;

  /** A token as the service sends it. */
  static fromJSON(json: IdPOAuthAccessTokenJSON): IdPOAuthAccessToken {
    return idpOAuthAccessToken.read(json);
  }

  /**
   * A token from the claims of its JWT form, after they were verified.
   * @param clockSkewInMs - how far clocks may differ, in ms. Default 5000
   */
  static fromJwtPayload(payload: OAuthJwtPayload, clockSkewInMs = 5000): IdPOAuthAccessToken {
    return idpOAuthAccessToken.read({
      object: 'clerk_idp_oauth_access_token',
      id: payload.jti,
      client_id: payload.client_id,
      type: 'oauth_token',
      subject: payload.sub,
      scopes: payload.scp ?? payload.scope?.split(' ') ?? [],
      revoked: false,
      revocation_reason: null,
      expired: payload.exp * 1000 <= Date.now() - clockSkewInMs,
      expiration: payload.exp * 1000,
      created_at: payload.iat * 1000,
      updated_at: payload.iat * 1000,
      ...(payload.aud === undefined ? {} : { aud: [payload.aud].flat() }),
      ...(payload.act === undefined ? {} : { act: payload.act }),
    });
  }
}

/** How many actors of a chain are read. RFC 8693: only the outermost decides; the official client keeps one before it. */
const maxActors = 2;

/** The first actors of a chain with what is known of each; undefined where there is no actor that names itself. */
function readActor(value: unknown, left = maxActors): IdPOAuthAccessTokenActorJSON | undefined {
  if (left === 0 || typeof value !== 'object' || value === null) return undefined;
  const { iss, sub, act } = value as Readonly<Record<string, unknown>>;
  if (typeof sub !== 'string') return undefined;
  const next = readActor(act, left - 1);
  return { ...(typeof iss === 'string' ? { iss } : {}), sub, ...(next ? { act: next } : {}) };
}

/** Reads `IdPOAuthAccessTokenJSON`. */
export const idpOAuthAccessToken = resource<IdPOAuthAccessTokenJSON>()(
  'clerk_idp_oauth_access_token',
  IdPOAuthAccessToken,
  [
    'id',
    'clientId',
    'type',
    'subject',
    'scopes',
    'revoked',
    'revocationReason',
    'expired',
    'expiration',
    'createdAt',
    'updatedAt',
    'aud',
  ],
  { act: (value) => readActor(value) },
);
