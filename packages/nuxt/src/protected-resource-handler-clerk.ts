import {
  authServerMetadata,
  protectedResourceMetadata,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { sendResponse } from '@acme/backend/node-http';
import type { H3Event } from 'h3';
import { environment } from './environment.js';

/** Answers requests for metadata. */
export type MetadataHandler = (event: H3Event) => void;

const handlerOf =
  (answer: MetadataAnswer): MetadataHandler =>
  (event) =>
    sendResponse(event.node.res, answer(event.method, environment()));

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // server/routes/.well-known/oauth-protected-resource/mcp.ts
 * export default defineEventHandler(protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' }));
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
 * // server/routes/.well-known/oauth-authorization-server.ts
 * export default defineEventHandler(authServerMetadataHandlerClerk());
 */
export function authServerMetadataHandlerClerk(metadata: AuthServerMetadata = {}): MetadataHandler {
  return handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));
}
