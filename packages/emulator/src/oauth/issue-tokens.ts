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
  'userId' | 'scopes' | 'grantId' | 'resource' | 'organizationId'
> {
  readonly grantId: string;
  readonly nonce?: string | null | undefined;
  /** When the person signed in, Unix time in ms. */
  readonly signedInAt?: number | undefined;
}

/** The answer of the token endpoint (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
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
  const { userId, scopes, grantId, resource, organizationId } = subject;
  const owner = await findUser(instance.db, userId);
  if (!owner || owner.user.banned) throw new OAuthError('invalid_grant', 'The user was deleted or is banned.');
  const expiration = instance.now() + accessLifetimeSeconds * 1000;
  const common = { userId, scopes, grantId, resource, organizationId, revoked: false };
  const token = await createAccessToken(instance, client, subject);
  await oauthTokens.insert(instance, { ...common, token, kind: 'access', expiration }, { scope: client.id });
  const refresh = refreshToken ?? instance.createId('ort');
  if (refreshToken === undefined) {
    const until = instance.now() + refreshLifetimeMs;
    await oauthTokens.insert(
      instance,
      { ...common, token: refresh, kind: 'refresh', expiration: until },
      { scope: client.id },
    );
  }
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: accessLifetimeSeconds,
    refresh_token: refresh,
    scope: scopes.join(' '),
    ...(scopes.includes('openid') && { id_token: await createIdToken(instance, client, subject) }),
  };
}

/** Opaque, or a JWT (RFC 9068) where the settings of the instance say so. */
async function createAccessToken(instance: Instance, client: OAuthClient, subject: TokenSubject): Promise<string> {
  const { oauth_jwt_access_tokens: isJwt } = (await instanceSettings(instance)).oauth_applications;
  return isJwt ? signAccessToken(instance, client, subject) : instance.createId('oat');
}

/** What a JWT says about the one who may use it. */
export type JwtSubject = Pick<OAuthToken, 'userId' | 'scopes' | 'resource' | 'organizationId' | 'act'>;

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

/**
 * New tokens for a refresh token.
 * @param requested - fewer scopes than were granted, undefined: all; the server that was granted, undefined: that one
 * @throws {OAuthError} `invalid_grant`, `invalid_scope`, `invalid_target`
 */
export async function refreshTokens(
  instance: Instance,
  client: OAuthClient,
  refreshToken: string,
  requested: { readonly scopes?: readonly string[] | undefined; readonly resource?: string | undefined },
): Promise<TokenAnswer> {
  const row = await findToken(instance, refreshToken, client);
  if (row?.kind !== 'refresh')
    throw new OAuthError('invalid_grant', 'The refresh token is unknown, revoked or expired.');
  const unknown = requested.scopes?.find((scope) => !row.scopes.includes(scope));
  if (unknown !== undefined) throw new OAuthError('invalid_scope', `The scope ${unknown} was not granted.`);
  const { userId, resource, organizationId } = row;
  // A token is for the server that the person agreed to (RFC 8707 section 2.2).
  if (requested.resource !== undefined && requested.resource !== resource)
    throw new OAuthError('invalid_target', 'The resource is not that of the authorization request.');
  const subject = {
    userId,
    scopes: requested.scopes ?? row.scopes,
    grantId: row.grantId ?? row.id,
    resource,
    organizationId,
  };
  return issueTokens(instance, client, subject, refreshToken);
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

/** Revokes a token, and with a refresh token all tokens of its grant (RFC 7009 section 2.1). An unknown token is no error. */
export async function revokeToken(instance: Instance, client: OAuthClient, token: string): Promise<void> {
  const row = await findToken(instance, token, client);
  if (!row) return;
  const { grantId } = row;
  const all =
    row.kind === 'refresh' && grantId
      ? await oauthTokens.list(instance.db, { scope: client.id, where: { grantId } })
      : [row];
  for (const each of all) await oauthTokens.update(instance, each, { revoked: true });
}
