import {
  authServerMetadata,
  protectedResourceMetadata,
  type AuthServerMetadata,
  type MetadataAnswer,
  type ProtectedResourceMetadata,
} from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import { bindingsOf, remixEnvironment } from './remix-environment.js';
import { checkArgs, type RequestArgs } from './request-args.js';

/** Answers requests for metadata: a loader, and an action for the preflights of browsers. */
export type MetadataHandler = (args: RequestArgs) => Response;

const handlerOf =
  (answer: MetadataAnswer): MetadataHandler =>
  (args) => {
    checkArgs(args, 'The loader of metadata');
    return toResponse(answer(args.request.method, remixEnvironment(bindingsOf(args.context))));
  };

/**
 * Serves what clients must know to get a token for this server (RFC 9728). Mount it at the well-known path followed by the path of
 * `resource`. It answers GET, HEAD and the preflights of browsers; nothing is fetched.
 * @param metadata - `resource`, and what else clients should know, in the names of RFC 9728
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` when a request comes
 * @example
 * // app/routes/[.well-known].oauth-protected-resource.mcp.ts
 * export const loader = protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' });
 * export const action = loader;
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
 * // app/routes/[.well-known].oauth-authorization-server.ts
 * export const loader = authServerMetadataHandlerClerk();
 * export const action = loader;
 */
export function authServerMetadataHandlerClerk(metadata: AuthServerMetadata = {}): MetadataHandler {
  return handlerOf(authServerMetadata(metadata, 'authServerMetadataHandlerClerk'));
}
