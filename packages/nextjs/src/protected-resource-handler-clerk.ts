import {
  authServerMetadata,
  protectedResourceMetadata,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import { nextEnvironment } from './next-environment.js';

/** Answers requests for metadata. */
export type MetadataHandler = (request: Request) => Response;

const handlerOf =
  (answer: MetadataAnswer): MetadataHandler =>
  (request) =>
    toResponse(answer(request.method, nextEnvironment()));

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // app/.well-known/oauth-protected-resource/mcp/route.ts
 * const handler = protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' });
 * export { handler as GET, handler as OPTIONS };
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
 * // app/.well-known/oauth-authorization-server/route.ts
 * const handler = authServerMetadataHandlerClerk();
 * export { handler as GET, handler as OPTIONS };
 */
export function authServerMetadataHandlerClerk(metadata: AuthServerMetadata = {}): MetadataHandler {
  return handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));
}

/**
 * Answers the preflights of browsers for a route with metadata. The handlers of this file do that by themselves; this one is for routes that
 * export another handler for `OPTIONS`.
 */
export function metadataCorsOptionsRequestHandler(): MetadataHandler {
  return handlerOf(authServerMetadata({}, 'metadataCorsOptionsRequestHandler'));
}
