import { agentTasks as agentTasksEndpoints } from '@acme/backend/endpoints';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import type { JsonObject } from '../../store/json-object.js';
import { findUserByIdentifier } from '../../users/user-record.js';
import { createTicket, ticketUrl } from '../../sign-in/create-ticket.js';
import { answers } from '../backend-route.js';
import { hourSeconds, revokeTicket, agentTaskJSON, requireUserId } from './revoke-ticket.js';

const agentTaskSeconds = hourSeconds;

export const agentTaskRoutes = answers(agentTasksEndpoints, {
  create: async ({ body, ...instance }) => {
    const redirectUrl = body.requiredString('redirect_url');
    if (!checkRedirectUrl(instance, redirectUrl)) {
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'redirect_url',
        'redirect_url must be on this machine or on an allowed origin of the emulator (--allow-origin).',
      );
    }
    const ticket = await createTicket(instance, {
      kind: 'agent_task',
      userId: await principalOf(instance, body.object('on_behalf_of') ?? {}),
      redirectUrl,
      agentName: body.requiredString('agent_name'),
      lifetimeSeconds: agentTaskSeconds,
      sessionMaxDurationSeconds: body.integer('session_max_duration_in_seconds'),
    });
    return { ...agentTaskJSON(ticket), url: ticketUrl(instance, ticket) };
  },
  revoke: ({ params, ...instance }) => revokeTicket(instance, 'agent_task', params.agentTaskId),
});

async function principalOf(instance: Instance, onBehalfOf: JsonObject): Promise<string> {
  const { user_id: userId, identifier } = onBehalfOf;
  if (typeof userId === 'string') return requireUserId(instance, userId);
  const record = typeof identifier === 'string' ? await findUserByIdentifier(instance.db, identifier) : undefined;
  if (record) return record.user.id;
  throw new NotFoundError('No user was found for on_behalf_of: give the user_id or the identifier of one.');
}
