import type { Instance } from '../instance/instance.js';
import type { ProviderConnectionRow } from '../users/provider-connection.js';
import type { EnterpriseConnectionJSON } from '@acme/backend/wire';
import { samlConnectionJSON, text } from './saml-connection-json.js';

export function enterpriseConnectionJSON(
  instance: Pick<Instance, 'url'>,
  row: ProviderConnectionRow,
): EnterpriseConnectionJSON {
  const isOidc = row.provider.startsWith('oidc_');
  const { domain, domains, ...saml } = samlConnectionJSON(instance, row);
  return {
    object: 'enterprise_connection',
    id: row.id,
    name: row.name,
    domains: row.domains,
    organization_id: row.organizationId,
    provider: row.provider,
    active: row.active,
    sync_user_attributes: row.syncUserAttributes,
    allow_subdomains: row.allowSubdomains,
    disable_additional_identifications: row.disableAdditionalIdentifications,
    allow_organization_account_linking: row.allowOrganizationAccountLinking,
    authenticatable: row.authenticatable,
    disable_jit_provisioning: row.disableJitProvisioning,
    custom_attributes: row.customAttributes.map((attribute) => ({
      name: text(attribute['name']),
      key: text(attribute['key']),
      sso_path: text(attribute['sso_path']),
      scim_path: text(attribute['scim_path']),
      multi_valued: attribute['multi_valued'] === true,
    })),
    saml_connection: isOidc ? null : { ...saml, force_authn: row.forceAuthn, login_hint: { mode: 'email_address' } },
    oauth_config: isOidc
      ? {
          id: row.id.replace(/^entconn_/, 'oac_'),
          name: row.name,
          provider_key: row.provider,
          client_id: text(row.oidc?.['client_id']),
          discovery_url: text(row.oidc?.['discovery_url']),
          auth_url: text(row.oidc?.['auth_url']),
          token_url: text(row.oidc?.['token_url']),
          user_info_url: text(row.oidc?.['user_info_url']),
          requires_pkce: row.oidc?.['requires_pkce'] === true,
          created_at: row.createdAt,
          updated_at: row.updatedAt,
        }
      : null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
