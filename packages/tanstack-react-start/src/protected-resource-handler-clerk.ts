import {
  authServerMetadata,
  protectedResourceMetadata,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import { createServerOnlyFn } from '@tanstack/react-start';
import { startEnvironment } from './start-environment.js';

/** Answers requests for metadata. */
export type MetadataHandler = (context: { readonly request: Request }) => Response;

function handlerOf(answer: MetadataAnswer): MetadataHandler {
  return ({ request }) => toResponse(answer(request.method, startEnvironment()));
}

const resource = (metadata: ProtectedResourceMetadata): MetadataHandler =>
  handlerOf(protectedResourceMetadata(metadata, 'protectedResourceHandlerClerk'));

const server = (metadata: AuthServerMetadata = {}): MetadataHandler =>
  handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // src/routes/[.]well-known.oauth-protected-resource.mcp.ts: the brackets let the dot be a part of the path
 * export const Route = createFileRoute('/.well-known/oauth-protected-resource/mcp')({
 *   server: { handlers: { ANY: protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' }) } },
 * });
 */
export const protectedResourceHandlerClerk = /* @__PURE__ */ createServerOnlyFn(resource);

/**
 * Serves the metadata of the instance as an authorization server (RFC 8414), for clients that look for it on this server. Newer ones read the
 * instance's own. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - what the settings of the instance add, in the names of RFC 8414. Default: nothing
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // src/routes/[.]well-known.oauth-authorization-server.ts
 * export const Route = createFileRoute('/.well-known/oauth-authorization-server')({
 *   server: { handlers: { ANY: authServerMetadataHandlerClerk() } },
 * });
 */
export const authServerMetadataHandlerClerk = /* @__PURE__ */ createServerOnlyFn(server);
