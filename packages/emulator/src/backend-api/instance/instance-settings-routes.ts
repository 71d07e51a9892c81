import { betaFeatures as betaFeaturesEndpoints, instance as instanceEndpoints } from '@acme/backend/endpoints';
import type {
  InstanceCommunicationJSON,
  InstanceJSON,
  InstanceProtectJSON,
  InstanceRestrictionsJSON,
  InstanceSettingsJSON,
  OAuthApplicationSettingsJSON,
  OrganizationSettingsJSON,
} from '@acme/backend/wire';
import { ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { defaultSettings } from '../../instance/default-settings.js';
import { changeInstanceSettings, instanceSettings, type InstanceSettings } from '../../instance/instance-settings.js';
import { roleCollection } from '../../organizations/role.js';
import { readOrigin } from '../../http/read-origin.js';
import type { RequestBody } from '../../http/request-body.js';
import { phoneCountries } from '../../users/country-of-phone-number.js';
import { answers } from '../backend-route.js';

const general = ({ signer }: Instance, settings: InstanceSettings): InstanceJSON => ({
  object: 'instance',
  id: signer.jwk.kid,
  environment_type: 'development',
  allowed_origins: settings.general.allowed_origins,
  workspace_id: null,
});

const restrictions = ({ signer }: Instance, settings: InstanceSettings): InstanceRestrictionsJSON => ({
  object: 'instance_restrictions',
  id: signer.jwk.kid,
  ...settings.restrictions,
});

const beta = ({ signer }: Instance, settings: InstanceSettings): InstanceSettingsJSON => ({
  object: 'instance_settings',
  id: signer.jwk.kid,
  restricted_to_allowlist: settings.restrictions.allowlist,
  from_email_address: settings.general.from_email_address,
  progressive_sign_up: settings.sign_up.progressive,
  enhanced_email_deliverability: settings.general.enhanced_email_deliverability,
});

/** Whether an organization must be chosen is shown to browsers only. */
function organizations({ signer }: Instance, settings: InstanceSettings): OrganizationSettingsJSON {
  const { force_organization_selection: _, ...shown } = settings.organizations;
  return { object: 'organization_settings', id: signer.jwk.kid, ...shown };
}

const protect = (settings: InstanceSettings): InstanceProtectJSON => ({
  object: 'instance_protect',
  ...settings.protect,
});

const communication = (settings: InstanceSettings): InstanceCommunicationJSON => ({
  object: 'instance_communication',
  ...settings.communication,
});

const oauthApplications = (settings: InstanceSettings): OAuthApplicationSettingsJSON => ({
  object: 'oauth_application_settings',
  ...settings.oauth_applications,
});

export const instanceSettingsRoutes = answers(instanceEndpoints, {
  get: async (context) => general(context, await instanceSettings(context)),

  update: async (context) => {
    const change = context.body.pick({
      allowed_origins: 'texts',
      test_mode: 'flag',
      hibp: 'flag',
      support_email: 'text',
      clerk_js_version: 'text',
      development_origin: 'text',
      url_based_session_syncing: 'flag',
      enhanced_email_deliverability: 'flag',
      preferred_sign_in_strategy_when_password_required: 'text',
    });
    const bad = change.allowed_origins?.find((text) => readOrigin(text) === undefined);
    if (bad !== undefined) throw invalid('allowed_origins', `${bad} is no origin.`);
    const origins = change.allowed_origins?.flatMap((text) => readOrigin(text) ?? []);
    await changeInstanceSettings(context, { general: { ...change, ...(origins && { allowed_origins: origins }) } });
    return undefined;
  },

  updateRestrictions: async (context) => {
    const change = context.body.pick({
      allowlist: 'flag',
      blocklist: 'flag',
      allowlist_blocklist_disabled_on_sign_in: 'flag',
      block_email_subaddresses: 'flag',
      block_disposable_email_domains: 'flag',
      ignore_dots_for_gmail_addresses: 'flag',
    });
    return restrictions(context, await changeInstanceSettings(context, { restrictions: change }));
  },

  getOrganizationSettings: async (context) => organizations(context, await instanceSettings(context)),

  updateOrganizationSettings: async (context) => {
    const { body } = context;
    const modes = body.strings('domains_enrollment_modes');
    const known = defaultSettings.organizations.domains_enrollment_modes;
    const chosen = modes && known.filter((mode) => modes.includes(mode));
    if (chosen && chosen.length < (modes?.length ?? 0))
      throw invalid('domains_enrollment_modes', `Known modes: ${known.join(', ')}.`);
    const creator = await roleKey(context, body, 'creator_role_id');
    const joining = await roleKey(context, body, 'domains_default_role_id');
    const change = {
      ...body.pick({
        enabled: 'flag',
        max_allowed_memberships: 'integer',
        admin_delete_enabled: 'flag',
        domains_enabled: 'flag',
        slug_disabled: 'flag',
        // The service has it in its dashboard only.
        force_organization_selection: 'flag',
      }),
      ...(chosen && { domains_enrollment_modes: chosen }),
      ...(creator !== undefined && { creator_role: creator }),
      ...(joining !== undefined && { domains_default_role: joining }),
    };
    return organizations(context, await changeInstanceSettings(context, { organizations: change }));
  },

  changeDomain: (context) => changeHome(context),

  getProtect: async (context) => protect(await instanceSettings(context)),
  updateProtect: async (context) => {
    const change = context.body.pick({ rules_enabled: 'flag', specter_enabled: 'flag' });
    return protect(await changeInstanceSettings(context, { protect: change }));
  },

  getCommunication: async (context) => communication(await instanceSettings(context)),
  updateCommunication: async (context) => {
    const change = context.body.pick({ blocked_country_codes: 'texts' });
    const bad = change.blocked_country_codes?.find((code) => !/^[A-Z]{2}$/.test(code));
    if (bad !== undefined) throw invalid('blocked_country_codes', `${bad} is no ISO 3166-1 code of two letters.`);
    // The service drops countries that it does not know.
    const known = change.blocked_country_codes?.filter((code) => phoneCountries.has(code));
    const { blocked_country_codes: _, ...rest } = change;
    return communication(
      await changeInstanceSettings(context, {
        communication: { ...rest, ...(known && { blocked_country_codes: known }) },
      }),
    );
  },

  getOAuthApplicationSettings: async (context) => oauthApplications(await instanceSettings(context)),
  updateOAuthApplicationSettings: async (context) => {
    const change = context.body.pick({
      dynamic_oauth_client_registration: 'flag',
      default_scopes: 'texts',
      oauth_jwt_access_tokens: 'flag',
      client_id_metadata_documents_advertised: 'flag',
      client_id_metadata_documents_only_allow_pre_registered_clients: 'flag',
      client_id_metadata_documents_block_implicitly_allowed_clients: 'flag',
    });
    return oauthApplications(await changeInstanceSettings(context, { oauth_applications: change }));
  },
});

export const betaFeatureRoutes = answers(betaFeaturesEndpoints, {
  changeDomain: (context) => changeHome(context),
  updateDomain: (context) => changeHome(context),
  updateInstanceSettings: async (context) => {
    const { body } = context;
    const allowlist = body.boolean('restricted_to_allowlist') ?? undefined;
    const progressive = body.boolean('progressive_sign_up') ?? undefined;
    const changed = await changeInstanceSettings(context, {
      general: body.pick({ from_email_address: 'text' }),
      ...(allowlist !== undefined && { restrictions: { allowlist } }),
      ...(progressive !== undefined && { sign_up: { progressive } }),
    });
    return beta(context, changed);
  },
});

function invalid(field: string, message: string): ParameterError {
  return new ParameterError('form_param_value_invalid', 'is invalid', field, message);
}

/** Stores the requested address; the emulator keeps its own. */
async function changeHome(context: Instance & { readonly body: RequestBody }): Promise<undefined> {
  const home = context.body.string('home_url');
  if (home && !URL.canParse(home)) throw invalid('home_url', 'home_url must be a URL.');
  if (home) await changeInstanceSettings(context, { general: { home_url: home } });
}

async function roleKey({ db }: Instance, body: RequestBody, name: string): Promise<string | undefined> {
  const id = body.string(name);
  if (!id) return undefined;
  const role = (await roleCollection.find(db, id)) ?? (await roleCollection.findWhere(db, { where: { key: id } }));
  if (role) return role.key;
  throw invalid(name, `No role was found with id ${id}.`);
}
