import { createHash } from 'node:crypto';
import type { Instance } from '../instance/instance.js';
import { oauthTokens } from '../machines/oauth-application.js';
import { Collection, type Row } from '../store/collection.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { OAuthClient } from './oauth-client.js';
import { OAuthError } from './oauth-error.js';

const lifetimeMs = 10 * 60 * 1000;

/** What a person granted an application. Scope: the application. */
export interface Grant {
  readonly code: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
  readonly resource: string | null;
  readonly organizationId: string | null;
  /** When the person signed in, Unix time in ms. */
  readonly signedInAt: number;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

const grants = new Collection<Grant>('oauth_grant', { idPrefix: 'oagr' });

/** Stores what a person granted. @returns the code for the application, valid for 10 minutes */
export async function createAuthorizationCode(
  instance: Instance,
  request: AuthorizationRequest,
  person: Pick<Grant, 'userId' | 'organizationId' | 'signedInAt'>,
): Promise<string> {
  const code = instance.createId('oac');
  const grant: Grant = {
    ...person,
    code,
    scopes: request.scopes,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge ?? null,
    nonce: request.nonce ?? null,
    resource: request.resource ?? null,
    expiresAt: instance.now() + lifetimeMs,
  };
  await grants.insert(instance, grant, { scope: request.client.id });
  return code;
}

/**
 * Uses up a code. A code that comes a second time was stolen by somebody, so its tokens are revoked (RFC 6749 section 4.1.2).
 * @throws {OAuthError} `invalid_grant`
 */
export async function redeemAuthorizationCode(
  instance: Instance,
  client: OAuthClient,
  given: { readonly code: string; readonly redirectUri: string | undefined; readonly codeVerifier: string | undefined },
): Promise<Row<Grant>> {
  const grant = await grants.findWhere(instance.db, { scope: client.id, where: { code: given.code } });
  if (!grant || grant.expiresAt <= instance.now()) throw invalidGrant('The code is unknown or has expired.');
  if (given.redirectUri !== undefined && given.redirectUri !== grant.redirectUri)
    throw invalidGrant('The redirect_uri is not that of the authorization request.');
  if (!isVerified(grant, given.codeVerifier)) throw invalidGrant('The code_verifier does not match.');
  const isFirst = await claimGrant(instance, grant);
  if (!isFirst) {
    for (const token of await oauthTokens.list(instance.db, { scope: client.id, where: { grantId: grant.id } }))
      await oauthTokens.update(instance, token, { revoked: true });
    throw invalidGrant('The code was used before.');
  }
  return grant;
}

/** True for the first call only, also if two come at the same time: the second insert of the same id fails. */
async function claimGrant(instance: Instance, grant: Row<Grant>): Promise<boolean> {
  try {
    await usedGrants.insert(instance, { grantId: grant.id }, { scope: grant.scope });
    return true;
  } catch (error) {
    if (error instanceof OAuthError) return false;
    throw error;
  }
}

const usedGrants = new Collection<{ readonly grantId: string }>('oauth_used_grant', {
  idPrefix: 'oaug',
  uniqueBy: ({ grantId }) => grantId,
  taken: () => invalidGrant('The code was used before.'),
});

function isVerified({ codeChallenge }: Grant, verifier: string | undefined): boolean {
  if (codeChallenge === null) return verifier === undefined;
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === codeChallenge;
}

function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description);
}
