import type { Instance } from '../instance/instance.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { findOAuthClient, isRegisteredRedirect, type OAuthClient } from './oauth-client.js';
import { OAuthError } from './oauth-error.js';
import { isThumbprint } from './read-dpop-proof.js';
import { scopesSupported } from './scopes-supported.js';

/** Where an answer to the application goes. */
export interface RedirectTarget {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly responseMode: 'query' | 'form_post';
}

/** A checked request for access to a person's account. */
export interface AuthorizationRequest extends RedirectTarget {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly prompts: readonly string[];
  /** The request named its address. Then the call for tokens must, too (RFC 6749 section 4.1.3). */
  readonly namesRedirectUri: boolean;
  /** PKCE, method S256 (RFC 7636). */
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  /** The server that the token is for (RFC 8707). */
  readonly resource: string | undefined;
  /** The key that the code is bound to (RFC 9449 section 10). */
  readonly jkt: string | undefined;
}

/** A refusal that is sent to the application. */
export class RedirectableError extends OAuthError {
  constructor(
    code: string,
    description: string,
    readonly target: RedirectTarget,
  ) {
    super(code, description);
  }
}

/**
 * Reads and checks the parameters. Before the client and its address are known nothing is sent to that address.
 * @throws {OAuthError} for a wrong client or address
 * @throws {RedirectableError} for everything else
 */
export async function readAuthorizationRequest(
  instance: Instance,
  parameters: URLSearchParams,
): Promise<AuthorizationRequest> {
  const read = (name: string) => {
    if (parameters.getAll(name).length > 1) throw new OAuthError('invalid_request', `${name} must be sent once.`);
    return parameters.get(name) || undefined;
  };
  const client = await findOAuthClient(instance, read('client_id') ?? '');
  const named = read('redirect_uri');
  const redirectUri = named ?? (client.redirectUris.length === 1 ? client.redirectUris[0] : undefined);
  if (!redirectUri || !isRegisteredRedirect(client, redirectUri))
    throw new OAuthError('invalid_request', 'The redirect_uri is not registered for this application.');
  const state = read('state');
  const responseMode = read('response_mode') ?? 'query';
  const target: RedirectTarget = {
    redirectUri,
    state,
    responseMode: responseMode === 'form_post' ? 'form_post' : 'query',
  };
  const refuse = (code: string, description: string) => new RedirectableError(code, description, target);
  const codeChallenge = read('code_challenge');
  const method = read('code_challenge_method');
  const resource = read('resource');
  const jkt = read('dpop_jkt');
  const prompts = words(read('prompt'));
  const scopes = words(read('scope')).length > 0 ? words(read('scope')) : await defaultScopes(instance, client);
  if (read('response_type') !== 'code') throw refuse('unsupported_response_type', 'The response_type must be code.');
  if (responseMode !== 'query' && responseMode !== 'form_post')
    throw refuse('invalid_request', 'The response_mode must be query or form_post.');
  if (codeChallenge !== undefined && (method !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)))
    throw refuse('invalid_request', 'The code_challenge must be made with S256.');
  if (codeChallenge === undefined && (method !== undefined || client.isPublic || client.pkceRequired))
    throw refuse('invalid_request', 'This application must send a code_challenge (PKCE).');
  if (codeChallenge === undefined && (state === undefined || state.length < 8))
    throw refuse('invalid_request', 'The state must have at least 8 characters, or PKCE must be used.');
  const unknown = scopes.find((scope) => !isAllowedScope(client, scope));
  if (unknown !== undefined) throw refuse('invalid_scope', `The scope ${unknown} is not allowed for this application.`);
  if (resource !== undefined && (!URL.canParse(resource) || new URL(resource).hash !== ''))
    throw refuse('invalid_target', 'The resource must be an absolute address without a fragment.');
  if (jkt !== undefined && !isThumbprint(jkt))
    throw refuse('invalid_request', 'The dpop_jkt must be the SHA-256 thumbprint of a key.');
  if (prompts.includes('none') && prompts.length > 1)
    throw refuse('invalid_request', 'The prompt none cannot be combined with others.');
  const namesRedirectUri = named !== undefined;
  return { ...target, client, scopes, prompts, namesRedirectUri, codeChallenge, nonce: read('nonce'), resource, jkt };
}

function words(text: string | undefined): readonly string[] {
  return [...new Set((text ?? '').split(' ').filter((word) => word !== ''))];
}

function isAllowedScope(client: OAuthClient, scope: string): boolean {
  return scopesSupported.some((known) => known === scope) && client.scopes.split(' ').includes(scope);
}

/** Without scopes in the request: the usual ones, as far as the application may have them. */
async function defaultScopes(instance: Instance, client: OAuthClient): Promise<readonly string[]> {
  const { default_scopes: usual } = (await instanceSettings(instance)).oauth_applications;
  return usual.filter((scope) => isAllowedScope(client, scope));
}
