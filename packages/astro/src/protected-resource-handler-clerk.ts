import {
  authServerMetadata,
  protectedResourceMetadata,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import { environment } from './environment.js';

/** Answers requests for metadata. */
export type MetadataHandler = (context: { readonly request: Request }) => Response;

const handlerOf =
  (answer: MetadataAnswer): MetadataHandler =>
  ({ request }) =>
    toResponse(answer(request.method, environment()));

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // src/pages/.well-known/oauth-protected-resource/mcp.ts
 * export const ALL = protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' });
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
 * // src/pages/.well-known/oauth-authorization-server.ts
 * export const ALL = authServerMetadataHandlerClerk();
 */
export function authServerMetadataHandlerClerk(metadata: AuthServerMetadata = {}): MetadataHandler {
  return handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));
}
