import type { ApiErrorJSON } from '../errors/api-error.js';

const errorJSON = (code: string, message: string, longMessage: string): ApiErrorJSON => ({
  code,
  message,
  long_message: longMessage,
  meta: {},
});

/** What a verification says of a visit to a provider that ended in vain. */
export const providerErrors = {
  accessDenied: errorJSON(
    'oauth_access_denied',
    'Access denied',
    'You did not grant access to your account at the provider.',
  ),
  notFound: errorJSON('external_account_not_found', 'Invalid external account', 'The external account was not found.'),
  /** In a sign-up. */
  exists: errorJSON(
    'external_account_exists',
    'External account exists',
    'This external account already belongs to a user. Sign in instead.',
  ),
  /** When a user connects it. */
  taken: errorJSON(
    'external_account_exists',
    'External account exists',
    'This account at the provider is connected to a user already.',
  ),
  otherDomain: errorJSON(
    'enterprise_sso_email_address_domain_mismatch',
    'Domain mismatch',
    'The address does not belong to the domains of this connection.',
  ),
  otherPerson: errorJSON(
    'oauth_account_mismatch',
    'Another account',
    'Choose the account at the provider that is connected already.',
  ),
} as const;
