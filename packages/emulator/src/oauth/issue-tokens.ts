import type { Instance } from '../instance/instance.js';
import { oauthTokens, type OAuthToken } from '../machines/oauth-application.js';
import type { Row } from '../store/collection.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { findUser } from '../users/user-record.js';
import type { OAuthClient } from './oauth-client.js';
import { OAuthError } from './oauth-error.js';
import { userClaims } from './user-claims.js';

const accessLifetimeSeconds = 86_400;
const refreshLifetimeMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** What tokens are issued for. */
export interface TokenSubject extends Pick<
  OAuthToken,
  'userId' | 'scopes' | 'grantId' | 'resource' | 'organizationId' | 'jkt'
> {
  readonly grantId: string;
  /** What the person granted, if the access token gets fewer scopes: the refresh token keeps them. Default: `scopes`. */
  readonly grantedScopes?: readonly string[] | undefined;
  readonly nonce?: string | null | undefined;
  /** When the person signed in, Unix time in ms. */
  readonly signedInAt?: number | undefined;
}

/** The answer of the token endpoint (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer' | 'DPoP';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
  readonly id_token?: string;
}

/**
 * Issues an access token, a refresh token unless one is given, and with the scope `openid` an ID token.
 * @throws {OAuthError} `invalid_grant` for a user who was deleted or banned
 */
export async function issueTokens(
  instance: Instance,
  client: OAuthClient,
  subject: TokenSubject,
  refreshToken?: string,
): Promise<TokenAnswer> {
  const { userId, scopes, grantId, resource, organizationId, jkt } = subject;
  await requireUser(instance, userId);
  const expiration = instance.now() + accessLifetimeSeconds * 1000;
  const common = { userId, grantId, resource, organizationId, revoked: false };
  const token = await createAccessToken(instance, client, subject);
  await oauthTokens.insert(
    instance,
    { ...common, scopes, token, kind: 'access', expiration, jkt },
    { scope: client.id },
  );
  const refresh = refreshToken ?? instance.createId('ort');
  if (refreshToken === undefined) {
    const until = instance.now() + refreshLifetimeMs;
    const granted = subject.grantedScopes ?? scopes;
    await oauthTokens.insert(
      instance,
      // The refresh token of a client with a secret is bound to that (RFC 9449 section 5).
      {
        ...common,
        scopes: granted,
        token: refresh,
        kind: 'refresh',
        expiration: until,
        jkt: client.isPublic ? jkt : undefined,
      },
      { scope: client.id },
    );
  }
  return {
    access_token: token,
    token_type: jkt === undefined ? 'Bearer' : 'DPoP',
    expires_in: accessLifetimeSeconds,
    refresh_token: refresh,
    scope: scopes.join(' '),
    ...(scopes.includes('openid') && { id_token: await createIdToken(instance, client, subject) }),
  };
}

/** @throws {OAuthError} `invalid_grant` for a user who was deleted or banned */
export async function requireUser({ db }: Pick<Instance, 'db'>, userId: string): Promise<void> {
  const owner = await findUser(db, userId);
  if (!owner || owner.user.banned) throw new OAuthError('invalid_grant', 'The user was deleted or is banned.');
}

/** Opaque, or a JWT (RFC 9068) where the settings of the instance say so. */
async function createAccessToken(instance: Instance, client: OAuthClient, subject: TokenSubject): Promise<string> {
  const { oauth_jwt_access_tokens: isJwt } = (await instanceSettings(instance)).oauth_applications;
  return isJwt ? signAccessToken(instance, client, subject) : instance.createId('oat');
}

/** What a JWT says about the one who may use it. */
export type JwtSubject = Pick<OAuthToken, 'userId' | 'scopes' | 'resource' | 'organizationId' | 'act' | 'jkt'>;

/** An access token that a server can check by itself. @see RFC 9068 section 2.2 */
export function signAccessToken(
  instance: Pick<Instance, 'createId' | 'now' | 'frontendApi' | 'signer'>,
  { clientId }: Pick<OAuthClient, 'clientId'>,
  subject: JwtSubject,
  lifetimeSeconds = accessLifetimeSeconds,
): Promise<string> {
  const iat = Math.floor(instance.now() / 1000);
  const claims = {
    iss: instance.frontendApi,
    sub: subject.userId,
    client_id: clientId,
    scope: subject.scopes.join(' '),
    jti: instance.createId('oat'),
    iat,
    nbf: iat,
    exp: iat + lifetimeSeconds,
    ...(subject.resource && { aud: subject.resource }),
    ...(subject.act && { act: subject.act }),
    ...(subject.jkt && { cnf: { jkt: subject.jkt } }),
    ...(subject.organizationId && { org_id: subject.organizationId }),
  };
  return instance.signer.sign(claims, { typ: 'at+jwt' });
}

/** OpenID Connect Core section 2. */
async function createIdToken(instance: Instance, client: OAuthClient, subject: TokenSubject): Promise<string> {
  const iat = Math.floor(instance.now() / 1000);
  return instance.signer.sign({
    ...(await userClaims(instance, subject)),
    iss: instance.frontendApi,
    sub: subject.userId,
    aud: client.clientId,
    azp: client.clientId,
    iat,
    exp: iat + accessLifetimeSeconds,
    ...(subject.nonce && { nonce: subject.nonce }),
    ...(subject.signedInAt !== undefined && { auth_time: Math.floor(subject.signedInAt / 1000) }),
  });
}

/** A token that is neither revoked nor expired; with a client, only one of this client. */
export async function findToken(
  { db, now }: Pick<Instance, 'db' | 'now'>,
  token: string,
  client?: OAuthClient,
): Promise<Row<OAuthToken> | undefined> {
  const row = await oauthTokens.findWhere(db, { scope: client?.id, where: { token } });
  const isOpen = row && !row.revoked && (row.expiration === null || row.expiration > now());
  return isOpen ? row : undefined;
}
