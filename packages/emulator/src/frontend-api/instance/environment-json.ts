import type { Instance } from '../../instance/instance.js';
import type { InstanceSettings } from '../../instance/instance-settings.js';

/** The answer of `GET /v1/environment`: what the instance offers, for browser libraries that show forms. */
export function environmentJSON(instance: Pick<Instance, 'url'>, settings: InstanceSettings): object {
  return {
    auth_config: authConfig(settings),
    display_config: displayConfig(instance, settings),
    user_settings: userSettings(settings),
    organization_settings: organizationSettings(settings),
    commerce_settings: { billing: billing(settings) },
    api_keys_settings: apiKeys(settings),
    maintenance_mode: false,
  };
}

function authConfig({ session, attributes, general }: InstanceSettings): object {
  return {
    object: 'auth_config',
    id: 'aconf_acme_emulator',
    single_session_mode: session.single_session_mode,
    reverification: session.reverification,
    first_factors: Object.values(attributes).flatMap((attribute) => attribute.first_factors),
    second_factors: Object.values(attributes).flatMap((attribute) => attribute.second_factors),
    test_mode: general.test_mode,
    url_based_session_syncing: general.url_based_session_syncing,
    claimed_at: null,
  };
}

function displayConfig({ url }: Pick<Instance, 'url'>, { attributes, general }: InstanceSettings): object {
  return {
    object: 'display_config',
    id: 'display_config_acme_emulator',
    application_name: general.application_name,
    instance_environment_type: 'development',
    home_url: general.home_url ?? url,
    support_email: general.support_email,
    sign_in_url: `${url}/sign-in`,
    sign_up_url: `${url}/sign-up`,
    user_profile_url: `${url}/user`,
    after_sign_in_url: `${url}/user`,
    after_sign_up_url: `${url}/user`,
    after_sign_out_all_url: `${url}/sign-in`,
    preferred_sign_in_strategy: attributes.password.enabled
      ? (general.preferred_sign_in_strategy_when_password_required ?? 'password')
      : 'otp',
    branded: false,
    // No captcha: its script would come from another server.
    captcha_public_key: null,
    captcha_provider: null,
    captcha_widget_type: null,
    logo_image_url: null,
    favicon_image_url: `${url}/favicon.svg`,
  };
}

function userSettings(settings: InstanceSettings): object {
  const { password_settings: password, sign_up: signUp, general } = settings;
  return {
    attributes: settings.attributes,
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
    sign_in: settings.sign_in,
    sign_up: { ...signUp, captcha_enabled: false, custom_action_required: false },
    password_settings: {
      ...password,
      disable_hibp: !general.hibp,
      min_zxcvbn_strength: 0,
      show_zxcvbn: false,
      enforce_hibp_on_sign_in: false,
      allowed_special_characters: '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~',
    },
    username_settings: settings.username_settings,
    passkey_settings: settings.passkey_settings,
    actions: settings.actions,
  };
}

function organizationSettings({ organizations }: InstanceSettings): object {
  return {
    enabled: organizations.enabled,
    max_allowed_memberships: organizations.max_allowed_memberships,
    force_organization_selection: organizations.force_organization_selection,
    actions: { admin_delete: organizations.admin_delete_enabled },
    domains: {
      enabled: organizations.domains_enabled,
      enrollment_modes: organizations.domains_enrollment_modes,
      default_role: organizations.domains_default_role,
    },
    slug: { disabled: organizations.slug_disabled },
    creator_role: organizations.creator_role,
  };
}

function apiKeys({ api_keys: keys }: InstanceSettings): object {
  return {
    enabled: keys.enabled,
    user_api_keys_enabled: keys.user,
    orgs_api_keys_enabled: keys.organization,
    show_in_user_profile: keys.user,
    show_in_org_profile: keys.organization,
  };
}

/** Every part is present: browser libraries fail without them. Nobody pays, so no plan counts as paid. */
function billing({ billing: { enabled, user, organization } }: InstanceSettings): object {
  return {
    enabled,
    stripe_publishable_key: null,
    has_paid_user_plans: false,
    has_paid_org_plans: false,
    free_trial_requires_payment_method: false,
    user: { enabled: enabled && user, has_paid_plans: false },
    organization: { enabled: enabled && organization, has_paid_plans: false },
  };
}
