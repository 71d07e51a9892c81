import { authorizationServer } from './authorization-server.js';
import {
  metadataAnswer,
  metadataChecks,
  takeMetadata,
  type MetadataAnswer,
  type MetadataCheck,
} from './metadata-answer.js';

/** What an instance's settings add to its metadata as an authorization server, in the names of RFC 8414 section 2. */
export interface AuthServerMetadata {
  /** Scopes that clients may ask for. Default: those that every instance has. */
  readonly scopes_supported?: readonly string[] | undefined;
  /** Where clients register themselves, if the instance lets them. Default: nowhere. */
  readonly registration_endpoint?: string | undefined;
  /** The instance takes the address of a client's metadata document as its id. Default: not named. */
  readonly client_id_metadata_document_supported?: boolean | undefined;
  /** Page for developers. */
  readonly service_documentation?: string | undefined;
  /** Page with the terms of service. */
  readonly op_tos_uri?: string | undefined;
  /** The instance, where the environment does not name it. Default CLERK_PUBLISHABLE_KEY. Not part of the document. */
  readonly publishableKey?: string | undefined;
}

const { text, flag, address, scopes } = metadataChecks;

const checks: Readonly<Record<keyof AuthServerMetadata, MetadataCheck>> = {
  scopes_supported: scopes,
  registration_endpoint: address,
  client_id_metadata_document_supported: flag,
  service_documentation: address,
  op_tos_uri: address,
  publishableKey: text,
};

/** What every instance has. Source: https://clerk.com/docs/guides/configure/auth-strategies/oauth/overview */
const common = {
  scopes_supported: ['openid', 'profile', 'email', 'public_metadata', 'private_metadata', 'offline_access'],
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  code_challenge_methods_supported: ['S256'],
} as const;

/**
 * Makes the metadata of the instance as an authorization server, for clients that look for it on this server
 * (`/.well-known/oauth-authorization-server`) as MCP had it before protected resource metadata. The instance serves its own under its own
 * address, which newer clients read. Nothing is fetched.
 * @param where - the function that was given the metadata, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` and `publishable_key_invalid` when a request comes
 * @see RFC 8414
 */
export function authServerMetadata(given: AuthServerMetadata, where: string): MetadataAnswer {
  const { publishableKey, ...metadata } = takeMetadata(given, where, checks);
  return (method, env) =>
    metadataAnswer(method, () => {
      const issuer = authorizationServer(env, publishableKey);
      const { origin } = new URL(issuer);
      return {
        issuer,
        authorization_endpoint: `${origin}/oauth/authorize`,
        token_endpoint: `${origin}/oauth/token`,
        revocation_endpoint: `${origin}/oauth/token/revoke`,
        introspection_endpoint: `${origin}/oauth/token_info`,
        userinfo_endpoint: `${origin}/oauth/userinfo`,
        jwks_uri: `${origin}/.well-known/jwks.json`,
        ...common,
        ...metadata,
      };
    });
}
