import type { Instance } from '../instance/instance.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { dpopAlgorithms } from './read-dpop-proof.js';
import { scopesSupported } from './scopes-supported.js';

const claims = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'nonce',
  'email',
  'email_verified',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'picture',
  'public_metadata',
  'private_metadata',
  'org_id',
  'org_name',
  'org_slug',
] as const;

const common = ({ url, frontendApi }: Pick<Instance, 'url' | 'frontendApi'>) => ({
  issuer: frontendApi,
  authorization_endpoint: `${url}/oauth/authorize`,
  token_endpoint: `${url}/oauth/token`,
  revocation_endpoint: `${url}/oauth/token/revoke`,
  jwks_uri: `${url}/.well-known/jwks.json`,
  scopes_supported: scopesSupported,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  claims_supported: claims,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  dpop_signing_alg_values_supported: dpopAlgorithms,
});

/** OpenID Connect Discovery 1.0 section 3. */
export function openIdConfiguration(instance: Instance): object {
  return {
    ...common(instance),
    introspection_endpoint: `${instance.url}/oauth/token_info`,
    userinfo_endpoint: `${instance.url}/oauth/userinfo`,
    response_modes_supported: ['query', 'form_post'],
    backchannel_logout_supported: false,
    frontchannel_logout_supported: false,
  };
}

/** RFC 8414 section 2. The registration endpoint is named only while it is open, documents only as the settings say. */
export async function authorizationServerMetadata(instance: Instance): Promise<object> {
  const { oauth_applications: settings } = await instanceSettings(instance);
  return {
    ...common(instance),
    ...(settings.dynamic_oauth_client_registration && { registration_endpoint: `${instance.url}/oauth/register` }),
    client_id_metadata_document_supported: settings.client_id_metadata_documents_advertised,
  };
}
