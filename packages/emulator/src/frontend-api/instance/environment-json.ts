import type { Instance } from '../../instance/instance.js';

const attribute = (isEnabled: boolean, extra: object = {}) => ({
  enabled: isEnabled,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
  ...extra,
});

const authConfig = {
  object: 'auth_config',
  id: 'aconf_acme_emulator',
  single_session_mode: true,
  reverification: false,
  test_mode: true,
  url_based_session_syncing: true,
  claimed_at: null,
};

const displayConfig = ({ url }: Pick<Instance, 'url'>) => ({
  object: 'display_config',
  id: 'display_config_acme_emulator',
  application_name: 'Acme Emulator',
  instance_environment_type: 'development',
  home_url: url,
  sign_in_url: `${url}/sign-in`,
  sign_up_url: `${url}/sign-up`,
  user_profile_url: `${url}/user`,
  after_sign_in_url: `${url}/user`,
  after_sign_up_url: `${url}/user`,
  after_sign_out_all_url: `${url}/sign-in`,
  preferred_sign_in_strategy: 'password',
  branded: false,
  // No captcha: its script would come from another server.
  captcha_public_key: null,
  captcha_provider: null,
  captcha_widget_type: null,
  logo_image_url: null,
  favicon_image_url: `${url}/favicon.svg`,
});

const userSettings = {
  attributes: {
    email_address: attribute(true, {
      required: true,
      used_for_first_factor: true,
      first_factors: ['email_code'],
      verifications: ['email_code'],
      verify_at_sign_up: true,
    }),
    phone_number: attribute(false),
    username: attribute(true),
    first_name: attribute(true),
    last_name: attribute(true),
    password: attribute(true, { required: true }),
    passkey: attribute(false),
    web3_wallet: attribute(false),
    authenticator_app: attribute(false),
    backup_code: attribute(false),
  },
  social: {},
  enterprise_sso: { enabled: false },
  sign_in: { second_factor: { required: false } },
  sign_up: { mode: 'public', progressive: true, captcha_enabled: false, custom_action_required: false },
  password_settings: { min_length: 8, max_length: 72 },
  passkey_settings: {},
  actions: { delete_self: true, create_organization: false },
  username_settings: { min_length: 1, max_length: 64 },
};

/** The answer of `GET /v1/environment`: what the instance offers, for browser libraries that show forms. */
export function environmentJSON(instance: Instance): object {
  return {
    auth_config: authConfig,
    display_config: displayConfig(instance),
    user_settings: userSettings,
    organization_settings: { enabled: false, max_allowed_memberships: 5, domains: { enabled: false } },
    commerce_settings: { billing: { enabled: false } },
    api_keys_settings: { enabled: false },
    maintenance_mode: false,
  };
}
