import type { RequestBody } from '../http/request-body.js';
import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { ProviderConnection } from '../users/provider-connection.js';
import { requireOrganization } from '../organizations/organization.js';

/** Providers of SAML connections. */
export const samlProviders = ['saml_okta', 'saml_google', 'saml_microsoft', 'saml_custom'] as const;

/** Providers of enterprise connections. */
export const enterpriseProviders = [...samlProviders, 'oidc_custom', 'oidc_github_enterprise', 'oidc_gitlab'] as const;

export function requireProvider<const Word extends string>(body: RequestBody, words: readonly Word[]): Word {
  const provider = body.word('provider', words);
  if (provider !== undefined) return provider;
  throw new ParameterError('form_param_missing', 'is missing', 'provider', 'provider must be included.');
}

export function checkDomain(text: string): string {
  const domain = text.trim().toLowerCase();
  if (/^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(domain)) return domain;
  throw new ParameterError('form_param_format_invalid', 'is invalid', 'domain', `${text} is no domain.`);
}

export async function organizationOf(
  instance: Instance,
  body: RequestBody,
  current: ProviderConnection,
): Promise<string | null> {
  const id = body.string('organization_id');
  if (id === undefined) return current.organizationId;
  return id === null || id === '' ? null : (await requireOrganization(instance.db, id)).id;
}
