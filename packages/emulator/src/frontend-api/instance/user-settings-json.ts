import type { InstanceSettings } from '../../instance/instance-settings.js';

/** The part `user_settings` of the environment. */
export function userSettingsJSON(settings: InstanceSettings): object {
  const { password_settings: password, sign_up: signUp, general, restrictions } = settings;
  return {
    attributes: attributesJSON(settings),
    social: Object.fromEntries(
      Object.entries(settings.social).map(([strategy, provider]) => [
        strategy,
        {
          strategy,
          required: false,
          block_email_subaddresses: false,
          not_selectable: false,
          deprecated: false,
          logo_url: null,
          ...provider,
        },
      ]),
    ),
    enterprise_sso: settings.enterprise_sso,
    saml: settings.enterprise_sso,
    sign_in: settings.sign_in,
    sign_up: { ...signUp, captcha_enabled: false, captcha_widget_type: 'smart', custom_action_required: false },
    password_settings: {
      ...password,
      disable_hibp: !general.hibp,
      disable_password_reverification: false,
      min_zxcvbn_strength: 0,
      show_zxcvbn: false,
      enforce_hibp_on_sign_in: false,
      allowed_special_characters: '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~',
    },
    username_settings: {
      ...settings.username_settings,
      allow_extended_special_characters: false,
      allow_numeric_usernames: true,
    },
    passkey_settings: { ...settings.passkey_settings, satisfies_second_factor: true },
    actions: settings.actions,
    restrictions: {
      allowlist: { enabled: restrictions.allowlist },
      blocklist: { enabled: restrictions.blocklist },
      allowlist_blocklist_disabled_on_sign_in: { enabled: restrictions.allowlist_blocklist_disabled_on_sign_in },
      block_email_subaddresses: { enabled: restrictions.block_email_subaddresses },
      block_disposable_email_domains: { enabled: restrictions.block_disposable_email_domains },
    },
    attack_protection: {
      user_lockout: { enabled: false, max_attempts: 100, duration_in_minutes: 60 },
      pii: { enabled: false },
      email_link: { require_same_client: false },
      enumeration_protection: { enabled: false },
    },
  };
}

/** A ticket is always accepted; it is no attribute that a person has. */
const ticket = {
  enabled: true,
  required: false,
  used_for_first_factor: true,
  first_factors: ['ticket'],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
};

function attributesJSON({ attributes }: InstanceSettings): object {
  return Object.fromEntries(
    Object.entries({ ...attributes, ticket }).map(([name, attribute]) => [name, { ...attribute, immutable: false }]),
  );
}
