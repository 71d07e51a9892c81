import type { Instance } from '../../instance/instance.js';
import type { PaidPlans } from '../../billing/plans.js';
import type { InstanceSettings } from '../../instance/instance-settings.js';
import type { AttributeSettings } from '../../instance/settings-change.js';
import { userSettingsJSON } from './user-settings-json.js';

/** The answer of `GET /v1/environment`: what the instance offers, for browser libraries that show forms. */
export function environmentJSON(
  instance: Pick<Instance, 'url'>,
  settings: InstanceSettings,
  paidPlans: PaidPlans,
): object {
  return {
    auth_config: authConfig(settings),
    display_config: displayConfig(instance, settings),
    user_settings: userSettingsJSON(settings),
    organization_settings: organizationSettings(settings),
    commerce_settings: { billing: billing(settings, paidPlans) },
    api_keys_settings: apiKeys(settings),
    maintenance_mode: false,
  };
}

function authConfig({ session, attributes, general }: InstanceSettings): object {
  const identifiers = (['email_address', 'phone_number', 'username'] as const).filter(
    (name) => attributes[name].enabled,
  );
  return {
    object: 'auth_config',
    id: 'aconf_acme_emulator',
    first_name: useOf(attributes.first_name),
    last_name: useOf(attributes.last_name),
    email_address: useOf(attributes.email_address),
    phone_number: useOf(attributes.phone_number),
    username: useOf(attributes.username),
    password: useOf(attributes.password),
    identification_requirements: identifiers.filter((name) => attributes[name].required).map((name) => [name]),
    identification_strategies: identifiers,
    email_address_verification_strategies: attributes.email_address.verifications,
    enhanced_email_deliverability: general.enhanced_email_deliverability,
    native_settings: {
      object: 'native_settings',
      api_enabled: true,
      trusted_device_sign_in_enabled: true,
      trusted_device_enrollment_prompt_after_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_up_enabled: false,
    },
    single_session_mode: session.single_session_mode,
    reverification: session.reverification,
    first_factors: Object.values(attributes).flatMap((attribute) => attribute.first_factors),
    second_factors: Object.values(attributes).flatMap((attribute) => attribute.second_factors),
    test_mode: general.test_mode,
    url_based_session_syncing: general.url_based_session_syncing,
    claimed_at: null,
  };
}

function useOf({ enabled, required }: AttributeSettings): 'on' | 'off' | 'required' {
  if (!enabled) return 'off';
  return required ? 'required' : 'on';
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
    // Empty: the application has no such page of its own, and the person stays where they are.
    after_sign_out_one_url: '',
    after_switch_session_url: '',
    after_join_waitlist_url: '',
    after_create_organization_url: '',
    after_leave_organization_url: '',
    waitlist_url: '',
    organization_profile_url: '',
    create_organization_url: '',
    oauth_consent_url: `${url}/oauth-consent`,
    logo_link_url: url,
    help_url: null,
    privacy_policy_url: null,
    terms_url: null,
    theme: {},
    clerk_js_version: general.clerk_js_version,
    experimental_force_oauth_first: false,
    google_one_tap_client_id: null,
    show_devmode_warning: false,
    preferred_sign_in_strategy: attributes.password.enabled
      ? (general.preferred_sign_in_strategy_when_password_required ?? 'password')
      : 'otp',
    branded: false,
    // No captcha: its script would come from another server.
    captcha_public_key: null,
    captcha_provider: null,
    captcha_widget_type: null,
    captcha_public_key_invisible: null,
    captcha_oauth_bypass: [],
    logo_url: null,
    logo_image: null,
    logo_image_url: null,
    favicon_url: `${url}/favicon.svg`,
    favicon_image: null,
    favicon_image_url: `${url}/favicon.svg`,
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

/** Every part is present: browser libraries fail without them. They show the billing pages of a payer only if there are paid plans. */
function billing({ billing: { enabled, user, organization } }: InstanceSettings, paid: PaidPlans): object {
  return {
    enabled,
    stripe_publishable_key: null,
    has_paid_user_plans: paid.user,
    has_paid_org_plans: paid.org,
    free_trial_requires_payment_method: false,
    user: { enabled: enabled && user, has_paid_plans: paid.user },
    organization: { enabled: enabled && organization, has_paid_plans: paid.org },
  };
}
