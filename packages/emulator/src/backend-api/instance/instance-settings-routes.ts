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
import { defaultOrganizationSettings, type InstanceSettings } from '../../instance/instance-settings.js';
import { roleCollection } from '../../organizations/role.js';
import type { RequestBody } from '../../http/request-body.js';
import { changeSettings, readSettings } from '../../store/read-settings.js';
import { answers } from '../backend-route.js';

const general = ({ signer }: Instance): InstanceJSON => ({
  object: 'instance',
  id: signer.jwk.kid,
  environment_type: 'development',
  allowed_origins: [],
  workspace_id: null,
});

const restrictions = ({ signer }: Instance): InstanceRestrictionsJSON => ({
  object: 'instance_restrictions',
  id: signer.jwk.kid,
  allowlist: false,
  blocklist: false,
  allowlist_blocklist_disabled_on_sign_in: false,
  block_email_subaddresses: false,
  block_disposable_email_domains: false,
  ignore_dots_for_gmail_addresses: false,
});

const beta = ({ signer }: Instance): InstanceSettingsJSON => ({
  object: 'instance_settings',
  id: signer.jwk.kid,
  restricted_to_allowlist: false,
  from_email_address: 'noreply',
  progressive_sign_up: true,
  enhanced_email_deliverability: false,
});

const protect: InstanceProtectJSON = {
  object: 'instance_protect',
  rules_enabled: false,
  specter_enabled: false,
  checks_bypassed: false,
};

const communication: InstanceCommunicationJSON = { object: 'instance_communication', blocked_country_codes: [] };

const oauthSettings: OAuthApplicationSettingsJSON = {
  object: 'oauth_application_settings',
  dynamic_oauth_client_registration: false,
  default_scopes: ['profile', 'email'],
  oauth_jwt_access_tokens: false,
  client_id_metadata_documents_advertised: false,
  client_id_metadata_documents_only_allow_pre_registered_clients: false,
  client_id_metadata_documents_block_implicitly_allowed_clients: false,
};

export const instanceSettingsRoutes = answers(instanceEndpoints, {
  get: (context) => readSettings(context, 'general', general(context)),

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
    const { allowed_origins: origins = [] } = change;
    const bad = origins.find((origin) => !URL.canParse(origin));
    if (bad !== undefined) throw invalid('allowed_origins', `${bad} is no origin.`);
    const { allowed_origins, ...more } = change;
    await changeSettings(context, 'general', general(context), allowed_origins ? { allowed_origins } : {});
    await changeSettings(context, 'more', {}, more);
    return undefined;
  },

  updateRestrictions: (context) =>
    changeSettings(
      context,
      'restrictions',
      restrictions(context),
      context.body.pick({
        allowlist: 'flag',
        blocklist: 'flag',
        allowlist_blocklist_disabled_on_sign_in: 'flag',
        block_email_subaddresses: 'flag',
        block_disposable_email_domains: 'flag',
        ignore_dots_for_gmail_addresses: 'flag',
      }),
    ),

  getOrganizationSettings: async (context) =>
    shownOrganizationSettings(await readSettings(context, 'organizations', defaultOrganizationSettings(context))),

  updateOrganizationSettings: async (context) => {
    const { body } = context;
    const modes = body.strings('domains_enrollment_modes');
    const known = defaultOrganizationSettings(context).domains_enrollment_modes;
    const chosen = modes && known.filter((mode) => modes.includes(mode));
    if (chosen && chosen.length < (modes?.length ?? 0))
      throw invalid('domains_enrollment_modes', `Known modes: ${known.join(', ')}.`);
    const creator = await roleKey(context, body, 'creator_role_id');
    const joining = await roleKey(context, body, 'domains_default_role_id');
    const changed = await changeSettings(context, 'organizations', defaultOrganizationSettings(context), {
      ...body.pick({
        enabled: 'flag',
        max_allowed_memberships: 'integer',
        admin_delete_enabled: 'flag',
        domains_enabled: 'flag',
        slug_disabled: 'flag',
      }),
      ...(chosen && { domains_enrollment_modes: chosen }),
      ...(creator !== undefined && { creator_role: creator }),
      ...(joining !== undefined && { domains_default_role: joining }),
    });
    return shownOrganizationSettings(changed);
  },

  changeDomain: (context) => changeHome(context),

  getProtect: (context) => readSettings(context, 'protect', protect),
  updateProtect: (context) =>
    changeSettings(context, 'protect', protect, context.body.pick({ rules_enabled: 'flag', specter_enabled: 'flag' })),

  getCommunication: (context) => readSettings(context, 'communication', communication),
  updateCommunication: (context) => {
    const change = context.body.pick({ blocked_country_codes: 'texts' });
    const bad = change.blocked_country_codes?.find((code) => !/^[A-Z]{2}$/.test(code));
    if (bad !== undefined) throw invalid('blocked_country_codes', `${bad} is no ISO 3166-1 code of two letters.`);
    return changeSettings(context, 'communication', communication, change);
  },

  getOAuthApplicationSettings: (context) => readSettings(context, 'oauth', oauthSettings),
  updateOAuthApplicationSettings: (context) =>
    changeSettings(
      context,
      'oauth',
      oauthSettings,
      context.body.pick({
        dynamic_oauth_client_registration: 'flag',
        default_scopes: 'texts',
        oauth_jwt_access_tokens: 'flag',
        client_id_metadata_documents_advertised: 'flag',
        client_id_metadata_documents_only_allow_pre_registered_clients: 'flag',
        client_id_metadata_documents_block_implicitly_allowed_clients: 'flag',
      }),
    ),
});

export const betaFeatureRoutes = answers(betaFeaturesEndpoints, {
  changeDomain: (context) => changeHome(context),
  updateDomain: (context) => changeHome(context),
  updateInstanceSettings: (context) =>
    changeSettings(
      context,
      'beta',
      beta(context),
      context.body.pick({ restricted_to_allowlist: 'flag', from_email_address: 'text', progressive_sign_up: 'flag' }),
    ),
});

/** The Backend API does not show what only browsers need. */
function shownOrganizationSettings(settings: InstanceSettings['organizations']): OrganizationSettingsJSON {
  const { force_organization_selection: _, ...shown } = settings;
  return shown;
}

function invalid(field: string, message: string): ParameterError {
  return new ParameterError('form_param_value_invalid', 'is invalid', field, message);
}

/** Stores the requested address; the emulator keeps its own. */
async function changeHome(context: Instance & { readonly body: RequestBody }): Promise<undefined> {
  const home = context.body.string('home_url');
  if (home && !URL.canParse(home)) throw invalid('home_url', 'home_url must be a URL.');
  await changeSettings(context, 'more', {}, home ? { home_url: home } : {});
}

async function roleKey({ db }: Instance, body: RequestBody, name: string): Promise<string | undefined> {
  const id = body.string(name);
  if (!id) return undefined;
  const role = (await roleCollection.find(db, id)) ?? (await roleCollection.findWhere(db, { where: { key: id } }));
  if (role) return role.key;
  throw invalid(name, `No role was found with id ${id}.`);
}
