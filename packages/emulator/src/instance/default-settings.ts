import type { AttributeSettings, InstanceSettings, SocialSettings } from './settings-change.js';

/** The role of the creator of an organization. */
export const creatorRole = 'org:admin';

const unused: AttributeSettings = {
  enabled: false,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
};

const optional: AttributeSettings = { ...unused, enabled: true };

/** The settings of a new instance: everything that works without another service. Addresses are verified by code, not by link. */
export const defaultSettings: InstanceSettings = {
  attributes: {
    email_address: {
      ...optional,
      required: true,
      used_for_first_factor: true,
      // A form sends the link if both are possible, so links are only for instances that want them.
      first_factors: ['email_code'],
      verifications: ['email_code'],
      verify_at_sign_up: true,
    },
    phone_number: {
      ...optional,
      used_for_first_factor: true,
      first_factors: ['phone_code'],
      used_for_second_factor: true,
      second_factors: ['phone_code'],
      verifications: ['phone_code'],
    },
    username: { ...optional, used_for_first_factor: true },
    first_name: optional,
    last_name: optional,
    password: { ...optional, required: true },
    passkey: { ...optional, used_for_first_factor: true, first_factors: ['passkey'] },
    web3_wallet: unused,
    authenticator_app: { ...optional, used_for_second_factor: true, second_factors: ['totp'] },
    backup_code: { ...optional, used_for_second_factor: true, second_factors: ['backup_code'] },
  },
  social: {
    oauth_google: { enabled: true, authenticatable: true, name: 'Google' },
    oauth_github: { enabled: true, authenticatable: true, name: 'GitHub' },
  },
  enterprise_sso: { enabled: true },
  sign_in: { second_factor: { required: false } },
  sign_up: { mode: 'public', progressive: true, legal_consent_enabled: false },
  password_settings: {
    min_length: 8,
    max_length: 72,
    require_special_char: false,
    require_numbers: false,
    require_uppercase: false,
    require_lowercase: false,
  },
  username_settings: { min_length: 1, max_length: 64 },
  passkey_settings: { allow_autofill: false, show_sign_in_button: true },
  actions: { delete_self: true, create_organization: true, create_organizations_limit: null },
  session: { single_session_mode: false, reverification: false },
  api_keys: { enabled: true, user: true, organization: true },
  billing: { enabled: true, user: true, organization: true },
  organizations: {
    enabled: true,
    max_allowed_memberships: 5,
    max_allowed_roles: 10,
    max_allowed_permissions: 50,
    max_role_sets_allowed: 10,
    max_allowed_domains: 10,
    creator_role: creatorRole,
    admin_delete_enabled: true,
    domains_enabled: true,
    slug_disabled: false,
    domains_enrollment_modes: ['manual_invitation', 'automatic_invitation', 'automatic_suggestion'],
    domains_default_role: 'org:member',
    initial_role_set_key: null,
    force_organization_selection: false,
  },
  restrictions: {
    allowlist: false,
    blocklist: false,
    allowlist_blocklist_disabled_on_sign_in: false,
    block_email_subaddresses: false,
    block_disposable_email_domains: false,
    ignore_dots_for_gmail_addresses: false,
  },
  general: {
    application_name: 'Acme Emulator',
    home_url: null,
    support_email: null,
    from_email_address: 'noreply',
    allowed_origins: [],
    test_mode: true,
    hibp: false,
    url_based_session_syncing: true,
    enhanced_email_deliverability: false,
    clerk_js_version: null,
    development_origin: null,
    preferred_sign_in_strategy_when_password_required: null,
  },
  protect: { rules_enabled: false, specter_enabled: false, checks_bypassed: false },
  communication: { blocked_country_codes: [] },
  oauth_applications: {
    dynamic_oauth_client_registration: false,
    default_scopes: ['profile', 'email'],
    oauth_jwt_access_tokens: false,
    client_id_metadata_documents_advertised: true,
    client_id_metadata_documents_only_allow_pre_registered_clients: false,
    client_id_metadata_documents_block_implicitly_allowed_clients: false,
  },
};

/** A social provider that is only named. `oauth_custom_acme`: `Acme`. */
export function defaultProvider(strategy: string): SocialSettings {
  const name = strategy.replace(/^oauth_(custom_)?/, '');
  return { enabled: true, authenticatable: true, name: name.charAt(0).toUpperCase() + name.slice(1) };
}
