import type { APIKeyJSON, IdPOAuthAccessTokenActorJSON, M2MTokenJSON } from '@acme/backend/wire';
import type { JWTPayload } from 'jose';
import { apiKeyJSON, insertApiKey } from '../machines/api-key.js';
import { issueM2MToken } from '../machines/m2m-token.js';
import { checkFields, fieldChecks, oneOf } from '../instance/check-fields.js';
import { EmulatorError } from '../errors/emulator-error.js';
import type { Instance } from '../instance/instance.js';
import { createMachineKey, machineCollection, requireMachine } from '../machines/machine.js';
import { oauthApplicationCollection, oauthTokens, type OAuthApplication } from '../machines/oauth-application.js';
import { signAccessToken } from '../oauth/issue-tokens.js';
import { isThumbprint } from '../oauth/read-dpop-proof.js';
import type { Row } from '../store/collection.js';
import { organizationClaims } from '../organizations/organization-claims.js';
import { baseClaims, sessionClaims } from '../sessions/sign-session-token.js';
import { sessionTokenCategory } from '../instance/signer.js';
import type { JsonObject } from '../store/json-object.js';
import { findUser } from '../users/user-record.js';

/** An API key to create. */
export interface MintedApiKey {
  /** Id of a user or an organization. */
  readonly subject: string;
  /** Default `minted`. */
  readonly name?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly claims?: JsonObject | undefined;
  /** Default: never expires. */
  readonly expiresInSeconds?: number | undefined;
}

/** An M2M token to create. */
export interface MintedM2MToken {
  /** Default: a new machine. */
  readonly machineId?: string | undefined;
  /** Machines that may verify it in addition to its own. Default: those in the scope of the machine. */
  readonly scopes?: readonly string[] | undefined;
  readonly claims?: JsonObject | undefined;
  /** Default 3600. */
  readonly expiresInSeconds?: number | undefined;
  /** Default `opaque`. */
  readonly format?: 'opaque' | 'jwt' | undefined;
}

/** An OAuth access token to create. */
export interface MintedOAuthToken {
  readonly userId: string;
  /** Default: a new application. */
  readonly applicationId?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Who acts for the user, as after a token exchange. Default: nobody. */
  readonly act?: IdPOAuthAccessTokenActorJSON | undefined;
  /** The server that the token is for (RFC 8707): its `aud`. Default: it names none. */
  readonly resource?: string | undefined;
  /** The key that it is bound to: its SHA-256 thumbprint (RFC 7638). Who sends it needs a DPoP proof (RFC 9449). Default: none. */
  readonly jkt?: string | undefined;
  /** Default `opaque`. */
  readonly format?: 'opaque' | 'jwt' | undefined;
  /** Default 3600. */
  readonly expiresInSeconds?: number | undefined;
}

const { text, texts, object, seconds } = fieldChecks;
const sessionTokenChecks = { userId: text, orgId: text, claims: object, expiresInSeconds: seconds };
const apiKeyChecks = { subject: text, name: text, scopes: texts, claims: object, expiresInSeconds: seconds };
const m2mTokenChecks = {
  machineId: text,
  scopes: texts,
  claims: object,
  expiresInSeconds: seconds,
  format: oneOf('opaque', 'jwt'),
};
const oauthTokenChecks = {
  userId: text,
  applicationId: text,
  scopes: texts,
  act: object,
  resource: text,
  jkt: ['the SHA-256 thumbprint of a key (RFC 7638)', isThumbprint] as const,
  format: oneOf('opaque', 'jwt'),
  expiresInSeconds: seconds,
};

async function mintSessionToken(
  instance: Instance,
  wanted: {
    readonly userId: string;
    readonly orgId?: string | undefined;
    readonly claims?: JWTPayload | undefined;
    readonly expiresInSeconds?: number | undefined;
  },
): Promise<string> {
  checkFields('emulator.mintSessionToken', wanted, sessionTokenChecks, ['userId']);
  const { userId, orgId = null, claims, expiresInSeconds = instance.sessionTokenLifetimeSeconds } = wanted;
  if (!(await findUser(instance.db, userId))) {
    throw new EmulatorError(
      'user_not_found',
      `The emulator has no user ${userId}. emulator.users lists the seeded ones.`,
    );
  }
  const minted = {
    ...baseClaims(instance, expiresInSeconds, undefined),
    ...(await organizationClaims(instance, { lastActiveOrganizationId: orgId, userId })),
    ...sessionClaims({ userId, sessionId: instance.createId('sess'), factorAge: [0, -1] }),
    ...claims,
  };
  return instance.signer.sign(minted, { cat: sessionTokenCategory });
}

async function mintApiKey(instance: Instance, wanted: MintedApiKey): Promise<APIKeyJSON & { readonly secret: string }> {
  checkFields('emulator.mintApiKey', wanted, apiKeyChecks, ['subject']);
  const { subject, name = 'minted', scopes, claims, expiresInSeconds } = wanted;
  const expiration = expiresInSeconds === undefined ? null : instance.now() + expiresInSeconds * 1000;
  const row = await insertApiKey(instance, { subject, name, scopes, claims, expiration });
  return { ...apiKeyJSON(instance, row), secret: row.secret };
}

async function mintM2MToken(
  instance: Instance,
  wanted: MintedM2MToken,
): Promise<M2MTokenJSON & { readonly token: string }> {
  checkFields('emulator.mintM2MToken', wanted, m2mTokenChecks);
  const { machineId, scopes, claims, expiresInSeconds, format } = wanted;
  const machine =
    machineId === undefined
      ? await machineCollection.insert(instance, {
          name: 'minted',
          defaultTokenTtlSeconds: 3600,
          secretKey: createMachineKey(instance),
          previousSecretKey: null,
          previousSecretKeyExpiresAt: 0,
          scopedMachineIds: [],
        })
      : await requireMachine(instance.db, machineId);
  return issueM2MToken(instance, machine, {
    claims: claims ?? null,
    scopes: [machine.id, ...(scopes ?? machine.scopedMachineIds)],
    seconds: expiresInSeconds ?? machine.defaultTokenTtlSeconds,
    isJwt: format === 'jwt',
  });
}

async function mintOAuthToken(
  instance: Instance,
  wanted: MintedOAuthToken,
): Promise<{ readonly id: string; readonly token: string }> {
  checkFields('emulator.mintOAuthToken', wanted, oauthTokenChecks, ['userId']);
  const { userId, scopes = ['profile', 'email'], act, resource, jkt, format, expiresInSeconds = 3600 } = wanted;
  const application = await applicationOf(instance, wanted.applicationId, scopes);
  const subject = { userId, scopes, act, resource, jkt };
  const token =
    format === 'jwt'
      ? await signAccessToken(instance, application, subject, expiresInSeconds)
      : instance.createId('oat');
  const expiration = instance.now() + expiresInSeconds * 1000;
  const row = { ...subject, token, revoked: false, expiration };
  const { id } = await oauthTokens.insert(instance, row, { scope: application.id });
  return { id, token };
}

/** The application of a token: the given one, or a new one. */
async function applicationOf(
  instance: Instance,
  id: string | undefined,
  scopes: readonly string[],
): Promise<Row<OAuthApplication>> {
  const found = id === undefined ? undefined : await oauthApplicationCollection.find(instance.db, id);
  if (found) return found;
  if (id !== undefined)
    throw new EmulatorError('option_invalid', `emulator.mintOAuthToken: the emulator has no OAuth application ${id}.`);
  return oauthApplicationCollection.insert(instance, {
    name: 'minted',
    clientId: instance.createId('client').slice('client_'.length),
    clientSecret: instance.createId('secret').slice('secret_'.length),
    scopes: scopes.join(' '),
    redirectUris: [],
    isPublic: false,
    consentScreenEnabled: true,
    pkceRequired: false,
    imageId: null,
  });
}

/** Creates tokens of each kind for tests. */
export const mintTokens = {
  apiKey: mintApiKey,
  m2mToken: mintM2MToken,
  oauthToken: mintOAuthToken,
  sessionToken: mintSessionToken,
} as const;
