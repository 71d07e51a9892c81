import { ConfigurationError } from '../errors.js';
import { authorizationServer } from './authorization-server.js';
import {
  metadataAnswer,
  metadataChecks,
  takeMetadata,
  type MetadataAnswer,
  type MetadataCheck,
} from './metadata-answer.js';
import { checkResource } from './check-resource.js';

/** What a server says about itself to clients that need a token for it, in the names of RFC 9728 section 2. */
export interface ProtectedResourceMetadata {
  /** Address of this server, as `protect({ resource })` has it, for example `https://api.example.com/mcp`. */
  readonly resource: string;
  /** Issuers of tokens for it. Default: the instance. */
  readonly authorization_servers?: readonly string[] | undefined;
  /** Scopes that clients may ask for; MCP recommends the fewest with which the server is useful. */
  readonly scopes_supported?: readonly string[] | undefined;
  /** Name of the server for people. */
  readonly resource_name?: string | undefined;
  /** Page for developers. */
  readonly resource_documentation?: string | undefined;
  /** Page about how data may be used. */
  readonly resource_policy_uri?: string | undefined;
  /** Page with the terms of service. */
  readonly resource_tos_uri?: string | undefined;
  /** Only tokens that are bound to a key are taken (RFC 9449). */
  readonly dpop_bound_access_tokens_required?: boolean | undefined;
  /** Algorithms of proofs that are taken (RFC 9449). */
  readonly dpop_signing_alg_values_supported?: readonly string[] | undefined;
  /** The instance, where the environment does not name it. Default CLERK_PUBLISHABLE_KEY. Not part of the document. */
  readonly publishableKey?: string | undefined;
}

const { text, texts, flag, address, addresses, scopes } = metadataChecks;

const checks: Readonly<Record<keyof ProtectedResourceMetadata, MetadataCheck>> = {
  resource: checkResource,
  authorization_servers: addresses,
  scopes_supported: scopes,
  resource_name: text,
  resource_documentation: address,
  resource_policy_uri: address,
  resource_tos_uri: address,
  dpop_bound_access_tokens_required: flag,
  dpop_signing_alg_values_supported: texts,
  publishableKey: text,
};

/**
 * Makes the metadata of this server. Serve it at the well-known path followed by the path of `resource`:
 * `/.well-known/oauth-protected-resource/mcp`. Nothing is fetched.
 * @param where - the function that was given the metadata, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`; `publishable_key_missing` and `publishable_key_invalid` when a request comes
 * @see RFC 9728
 */
export function protectedResourceMetadata(given: ProtectedResourceMetadata, where: string): MetadataAnswer {
  const { publishableKey, ...metadata } = takeMetadata(given, where, checks);
  if ((metadata.resource as string | undefined) === undefined) {
    throw new ConfigurationError(
      'option_invalid',
      `${where} needs \`resource\`: the public address of this server, as protect({ resource }) has it.`,
    );
  }
  return (method, env) =>
    metadataAnswer(method, () => ({
      ...(!metadata.authorization_servers && { authorization_servers: [authorizationServer(env, publishableKey)] }),
      bearer_methods_supported: ['header'],
      ...metadata,
    }));
}
