import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instance } from '../instance/instance.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { oauthApplicationCollection, type OAuthApplication } from '../machines/oauth-application.js';
import type { Row } from '../store/collection.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { readClientMetadata } from './read-client-metadata.js';
import { OAuthError } from './oauth-error.js';

/** An application that people sign in to through this instance. */
export type OAuthClient = Row<OAuthApplication>;

/**
 * Finds the client of an id. An id that is a URL names a client ID metadata document, which is fetched each time, because
 * developers change it.
 * @throws {OAuthError} `invalid_client`
 */
export async function findOAuthClient(instance: Instance, clientId: string): Promise<OAuthClient> {
  if (/^https?:/i.test(clientId)) return storeMetadata(instance, await readClientMetadata(instance, clientId));
  const known = await findByClientId(instance, clientId);
  if (known) return known;
  throw new OAuthError('invalid_client', 'No OAuth application has this client_id.', 401);
}

/** Codes belong to one row, also if two browsers bring the same document for the first time. */
function storeMetadata(instance: Instance, metadata: OAuthApplication): Promise<OAuthClient> {
  return oneAtATime(instance.db, `client ${metadata.clientId}`, async () => {
    const known = await findByClientId(instance, metadata.clientId);
    const { oauth_applications: settings } = await instanceSettings(instance);
    const isRefused = known
      ? settings.client_id_metadata_documents_block_implicitly_allowed_clients
      : settings.client_id_metadata_documents_only_allow_pre_registered_clients;
    if (isRefused)
      throw new OAuthError(
        'invalid_client',
        'The settings of this instance do not permit the client of this document.',
        401,
      );
    return known
      ? oauthApplicationCollection.update(instance, known, metadata)
      : oauthApplicationCollection.insert(instance, metadata);
  });
}

const findByClientId = ({ db }: Instance, clientId: string) =>
  oauthApplicationCollection.findWhere(db, { where: { clientId } });

/**
 * True if a registered address covers the requested one: it is the same text, or both are loopback addresses of a native
 * application that differ in the port only (RFC 8252 section 7.3).
 */
export function isRegisteredRedirect(client: OAuthApplication, requested: string): boolean {
  return client.redirectUris.some(
    (known) => known === requested || withoutPort(known) === withoutPort(requested, known),
  );
}

/** A loopback address without its port; any other address is no match for itself. */
function withoutPort(text: string, unequal = ''): string | symbol {
  if (!URL.canParse(text)) return Symbol(unequal);
  const url = new URL(text);
  if (url.protocol !== 'http:' || !isLoopbackHostname(url.hostname)) return Symbol(unequal);
  url.port = '';
  return url.href;
}

/** How a client proves itself to the token endpoint. */
export interface ClientCredentials {
  readonly authorization: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}

/**
 * The client that calls: by HTTP Basic or by form fields; a public client gives only its id.
 * @throws {OAuthError} 401 `invalid_client`, 400 `invalid_request`
 */
export async function authenticateClient(instance: Instance, given: ClientCredentials): Promise<OAuthClient> {
  const { clientId, clientSecret } = given.authorization ? readBasic(given.authorization) : given;
  // Two names, or a secret twice, are two clients in one call (RFC 6749 section 2.3).
  if (given.authorization && (given.clientSecret || (given.clientId && given.clientId !== clientId)))
    throw new OAuthError('invalid_request', 'Send the credentials once: by HTTP Basic, or in the form.');
  if (!clientId) throw new OAuthError('invalid_client', 'Send the client_id, in the form or by HTTP Basic.', 401);
  const client = await findOAuthClient(instance, clientId);
  if (client.isPublic && !clientSecret) return client;
  if (!client.isPublic && clientSecret && isSame(clientSecret, client.clientSecret)) return client;
  throw new OAuthError('invalid_client', 'The client secret is missing or wrong.', 401);
}

function readBasic(authorization: string): Pick<ClientCredentials, 'clientId' | 'clientSecret'> {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization) ?? [];
  const [id, ...secret] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  if (!id) throw new OAuthError('invalid_client', 'The Authorization header must be HTTP Basic.', 401);
  return { clientId: formDecode(id), clientSecret: formDecode(secret.join(':')) };
}

/** RFC 6749 section 2.3.1: both parts are form-encoded first. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Compares secrets in a time that does not depend on where they differ. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
