import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { pageAnswer } from '../../http/page-answer.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import { apiKeyJSON, apiKeys, insertApiKey, type ApiKeyRow } from '../../machines/api-key.js';
import { listApiKeys } from '../../machines/list-api-keys.js';
import { readApiKeyDescription, readApiKeyName } from '../../machines/read-api-key-name.js';
import { settleTasks } from '../../sessions/settle-tasks.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireOrganizationAccess } from '../organizations/require-organization-access.js';
import { requireSignedIn, signedOut } from '../require-signed-in.js';

type Access = 'read' | 'manage';

/** The API keys of the user who calls, and of organizations where the role has a permission for them. All answers are bare. */
export const apiKeyHandlers = {
  async getApiKeys(call) {
    const { instance, query } = call;
    const subject = query.get('subject');
    if (!subject) throw new ParameterError('form_param_missing', 'is missing', 'subject', 'subject must be included.');
    await requireSubject(call, subject, 'read');
    const { rows, total } = await listApiKeys(instance, query, subject);
    const shown = rows.map((row) => apiKeyJSON(instance, row));
    return jsonAnswer(pageAnswer(shown, total));
  },

  /** The only answer with the secret. */
  async createApiKey(call) {
    const { instance, body } = call;
    const subject = body.requiredString('subject');
    const userId = await requireSubject(call, subject, 'manage');
    const seconds = body.seconds('seconds_until_expiration');
    const type = body.string('type') ?? 'api_key';
    if (type !== 'api_key') throw invalid('type', 'type must be api_key.');
    const row = await insertApiKey(instance, {
      subject,
      name: readApiKeyName(body),
      description: readApiKeyDescription(body),
      createdBy: userId,
      expiration: seconds === undefined ? null : instance.now() + seconds * 1000,
    });
    return jsonAnswer({ ...apiKeyJSON(instance, row), secret: row.secret }, 201);
  },

  async updateApiKey(call) {
    const { instance, body } = call;
    const row = await requireKey(call);
    const description = readApiKeyDescription(body);
    const changed = description === undefined ? row : await apiKeys.update(instance, row, { description });
    return jsonAnswer(apiKeyJSON(instance, changed));
  },

  async revokeApiKey(call) {
    const { instance, body } = call;
    const row = await requireKey(call);
    const revocationReason = body.string('revocation_reason') ?? null;
    const revoked = row.revoked ? row : await apiKeys.update(instance, row, { revoked: true, revocationReason });
    return jsonAnswer(apiKeyJSON(instance, revoked));
  },
} satisfies FrontendHandlers;

function invalid(name: string, message: string): ParameterError {
  return new ParameterError('form_param_format_invalid', 'is invalid', name, message);
}

/** A key that the caller may change. A key of others is not found. */
async function requireKey(call: FrontendCall<'apiKeyID'>): Promise<ApiKeyRow> {
  const { record } = await requireSignedIn(call);
  const id = call.params.apiKeyID;
  const row = await apiKeys.find(call.instance.db, id);
  const isForeign = row?.scope.startsWith('user_') && row.scope !== record.user.id;
  if (!row || isForeign) throw new NotFoundError(`No API key was found with id ${id}.`);
  await requireSubject(call, row.scope, 'manage');
  return row;
}

/**
 * Checks that the caller may use the keys of a user or an organization.
 * @returns the id of the caller
 * @throws {ApiError} 401 `signed_out` while the session has tasks, 403 `api_keys_not_enabled`, 404 `resource_not_found`, and as {@link requireOrganizationAccess}
 */
async function requireSubject(call: FrontendCall, subject: string, access: Access): Promise<string> {
  const { record, session } = await requireSignedIn(call);
  // A key would outlive the tasks of the session.
  if ((await settleTasks(call.instance, session)).session.status === 'pending') throw signedOut();
  const { api_keys: settings } = await instanceSettings(call.instance);
  const isOrganization = subject.startsWith('org_');
  if (!settings.enabled || !(isOrganization ? settings.organization : settings.user)) {
    throw new ApiError(403, 'api_keys_not_enabled', 'access denied', 'API keys are not enabled for this instance.');
  }
  if (isOrganization) {
    const permissions = access === 'read' ? (['org:sys_api_keys:read'] as const) : [];
    await requireOrganizationAccess(call, subject, 'org:sys_api_keys:manage', ...permissions);
  } else if (subject !== record.user.id) {
    throw new NotFoundError(`Nobody whose API keys you may use was found with id ${subject}.`);
  }
  return record.user.id;
}
