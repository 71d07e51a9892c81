import type { SamlConnectionIdpCertificateJSON, SamlConnectionJSON } from '@acme/backend/wire';
import { X509Certificate } from 'node:crypto';
import type { Instance } from '../instance/instance.js';
import type { ProviderConnectionRow } from '../users/provider-connection.js';

export const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** A certificate (PEM, with or without its lines) in wire form; the times are null if it cannot be parsed. */
function certificateJSON(given: string): SamlConnectionIdpCertificateJSON {
  const certificate = given.replace(/-----[A-Z ]+-----|\s/g, '');
  try {
    const { validFrom, validTo } = new X509Certificate(Buffer.from(certificate, 'base64'));
    return { certificate, issued_at: Date.parse(validFrom), expires_at: Date.parse(validTo) };
  } catch {
    return { certificate, issued_at: null, expires_at: null };
  }
}

/** The texts of a list; empty for any other value. */
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

export function samlConnectionJSON({ url }: Pick<Instance, 'url'>, row: ProviderConnectionRow): SamlConnectionJSON {
  const mapping = row.saml['attribute_mapping'];
  const certificates = texts(row.saml['idp_certificates']);
  const shown = certificates.map(certificateJSON);
  return {
    object: 'saml_connection',
    id: row.id,
    name: row.name,
    domain: row.domains[0] ?? '',
    domains: row.domains,
    organization_id: row.organizationId,
    provider: row.provider,
    active: row.active,
    user_count: 0,
    sync_user_attributes: row.syncUserAttributes,
    allow_subdomains: row.allowSubdomains,
    allow_idp_initiated: row.allowIdpInitiated,
    force_authn: row.forceAuthn,
    ...{
      disable_additional_identifications: row.disableAdditionalIdentifications,
      allow_organization_account_linking: row.allowOrganizationAccountLinking,
      authenticatable: row.authenticatable,
      disable_jit_provisioning: row.disableJitProvisioning,
      login_hint: { mode: 'email_address' },
    },
    idp_entity_id: text(row.saml['idp_entity_id']),
    idp_sso_url: text(row.saml['idp_sso_url']),
    idp_certificate: text(certificates[0]),
    idp_certificate_issued_at: shown[0]?.issued_at ?? 0,
    idp_certificate_expires_at: shown[0]?.expires_at ?? 0,
    idp_certificates: shown,
    idp_metadata_url: text(row.saml['idp_metadata_url']),
    idp_metadata: text(row.saml['idp_metadata']),
    acs_url: `${url}/v1/saml/acs/${row.id}`,
    sp_entity_id: `${url}/saml/${row.id}`,
    sp_metadata_url: `${url}/v1/saml/metadata/${row.id}.xml`,
    attribute_mapping: {
      user_id: 'user.id',
      email_address: 'mail',
      first_name: 'givenName',
      last_name: 'surname',
      ...(typeof mapping === 'object' ? mapping : {}),
    },
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
