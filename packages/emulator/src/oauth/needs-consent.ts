import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import type { Instance } from '../instance/instance.js';
import { Collection } from '../store/collection.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { OAuthClient } from './oauth-client.js';

/** What a person has allowed an application. Scope: the user. */
interface Consent {
  readonly applicationId: string;
  readonly scopes: readonly string[];
  /** The servers that it may call for the person (RFC 8707). */
  readonly resources?: readonly string[];
}

const consents = new Collection<Consent>('oauth_consent', {
  idPrefix: 'oacns',
  uniqueBy: ({ applicationId }, userId) => `${userId} ${applicationId}`,
});

/** True if the person must be asked before the application gets a code. */
export async function needsConsent(
  { db }: Pick<Instance, 'db'>,
  { client, scopes, prompts, resource }: AuthorizationRequest,
  userId: string,
): Promise<boolean> {
  if (!client.consentScreenEnabled) return false;
  if (prompts.includes('consent') || isOfAnyProgram(client)) return true;
  const given = await consents.findWhere(db, { scope: userId, where: { applicationId: client.id } });
  if (resource !== undefined && !given?.resources?.includes(resource)) return true;
  return !scopes.every((scope) => given?.scopes.includes(scope));
}

/**
 * True for a client that is known by a document on this machine: another program can listen there tomorrow. What the person allowed is not
 * remembered for it (RFC 8252 section 8.6).
 */
function isOfAnyProgram({ clientId }: OAuthClient): boolean {
  return URL.canParse(clientId) && isLoopbackHostname(new URL(clientId).hostname);
}

/** Remembers that a person allowed the scopes of a request, and to use them at its server. */
export async function rememberConsent(
  instance: Instance,
  { client, scopes, resource }: AuthorizationRequest,
  userId: string,
): Promise<void> {
  await oneAtATime(instance.db, `consent of ${userId}`, async () => {
    const given = await consents.findWhere(instance.db, { scope: userId, where: { applicationId: client.id } });
    const all = [...new Set([...(given?.scopes ?? []), ...scopes])];
    const resources = [...new Set([...(given?.resources ?? []), ...(resource === undefined ? [] : [resource])])];
    if (given) await consents.update(instance, given, { scopes: all, resources });
    else await consents.insert(instance, { applicationId: client.id, scopes: all, resources }, { scope: userId });
  });
}
