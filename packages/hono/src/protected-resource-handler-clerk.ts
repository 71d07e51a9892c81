import {
  authServerMetadata,
  protectedResourceMetadata,
  processEnvironment,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import type { Context } from 'hono';
import { bindingsOf } from './bindings-of.js';

/** Answers requests for metadata. */
export type MetadataHandler = (c: Context) => Response;

const handlerOf =
  (answer: MetadataAnswer): MetadataHandler =>
  (c) =>
    toResponse(answer(c.req.method, { ...processEnvironment(), ...bindingsOf(c) }));

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * app.all('/.well-known/oauth-protected-resource/mcp', protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' }));
 */
export function protectedResourceHandlerClerk(metadata: ProtectedResourceMetadata): MetadataHandler {
  return handlerOf(protectedResourceMetadata(metadata, 'protectedResourceHandlerClerk'));
}

/**
 * Serves the metadata of the instance as an authorization server (RFC 8414), for clients that look for it on this server. Newer ones read the
 * instance's own. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - what the settings of the instance add, in the names of RFC 8414. Default: nothing
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * app.all('/.well-known/oauth-authorization-server', authServerMetadataHandlerClerk());
 */
export function authServerMetadataHandlerClerk(metadata: AuthServerMetadata = {}): MetadataHandler {
  return handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));
}
