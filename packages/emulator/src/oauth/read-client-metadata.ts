import { parseJson } from '@acme/backend/adapter';
import type { Instance } from '../instance/instance.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import type { OAuthApplication } from '../machines/oauth-application.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { isRedirectUri } from './is-redirect-uri.js';
import { OAuthError } from './oauth-error.js';
import { scopesSupported } from './scopes-supported.js';

const timeoutMs = 5000;
const maxBytes = 64 * 1024;
const maxRedirectUris = 32;
const secretMethods: ReadonlySet<unknown> = new Set(['client_secret_basic', 'client_secret_post', 'client_secret_jwt']);

/**
 * The application that a client ID metadata document describes. It is a public client, so it needs PKCE and the consent of the
 * person. Only documents on this machine and on allowed origins are fetched.
 * Source: draft-ietf-oauth-client-id-metadata-document.
 * @throws {OAuthError} `invalid_client`
 */
export async function readClientMetadata(instance: Instance, clientId: string): Promise<OAuthApplication> {
  const document = await fetchDocument(instance, clientId);
  const redirectUris = document['redirect_uris'];
  if (document['client_id'] !== clientId) throw invalid('Its client_id must be its own address.');
  if ('client_secret' in document || secretMethods.has(document['token_endpoint_auth_method']))
    throw invalid(
      'It must not have a client_secret, and no token_endpoint_auth_method that needs one: everybody can read it.',
    );
  if (
    !Array.isArray(redirectUris) ||
    redirectUris.length > maxRedirectUris ||
    !redirectUris.every((item) => typeof item === 'string' && isRedirectUri(item))
  )
    throw invalid(
      `Its redirect_uris must be a list of at most ${maxRedirectUris} addresses that applications can use.`,
    );
  const { client_name: name, scope } = document;
  return {
    name: typeof name === 'string' && name !== '' ? name : clientId,
    clientId,
    clientSecret: '',
    scopes: typeof scope === 'string' ? scope : scopesSupported.join(' '),
    redirectUris: redirectUris as readonly string[],
    isPublic: true,
    consentScreenEnabled: true,
    pkceRequired: true,
    isDynamic: true,
    imageId: null,
  };
}

async function fetchDocument(instance: Instance, clientId: string): Promise<JsonObject> {
  const url = URL.canParse(clientId) ? new URL(clientId) : undefined;
  // Two spellings of one address would be two clients.
  if (url && (url.href !== clientId || url.pathname === '/'))
    throw invalid(
      'Its address must have a path, and be written as URLs are compared: no dot segments, no default port.',
    );
  if (!url || url.hash !== '' || url.username !== '' || url.password !== '' || !isAllowedOrigin(instance, url.origin))
    throw invalid('Its address must be on this machine, or its origin allowed with --allow-origin.');
  let text: string;
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) throw new TypeError(`It was answered with ${response.status}.`);
    text = await readLimited(response);
  } catch (error) {
    throw invalid(error instanceof TypeError ? error.message : 'It did not arrive in time.');
  }
  try {
    const value = parseJson(text);
    if (isJsonObject(value)) return value;
  } catch {
    // The line below says it.
  }
  throw invalid('It must be a JSON object.');
}

async function readLimited({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) throw new TypeError(`It has more than ${maxBytes} bytes.`);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString();
}

function invalid(reason: string): OAuthError {
  return new OAuthError('invalid_client', `The client ID metadata document cannot be used. ${reason}`, 401);
}
