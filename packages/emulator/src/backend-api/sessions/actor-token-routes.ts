import { hourSeconds, requireUserId, ticketJSON, revokeTicket } from './revoke-ticket.js';
import { answers } from '../backend-route.js';
import { actorTokens as actorTokensEndpoints } from '@acme/backend/endpoints';
import { ParameterError } from '../../errors/api-error.js';
import { createTicket } from '../../sign-in/create-ticket.js';

const actorTokenSeconds = hourSeconds;

const actorSessionSeconds = hourSeconds / 2;

export const actorTokenRoutes = answers(actorTokensEndpoints, {
  create: async ({ body, ...instance }) => {
    const userId = await requireUserId(instance, body.requiredString('user_id'));
    const actor = body.object('actor');
    if (typeof actor?.['sub'] !== 'string') {
      throw new ParameterError('form_param_missing', 'is missing', 'actor', 'actor must be an object with a sub.');
    }
    const ticket = await createTicket(instance, {
      kind: 'actor_token',
      userId,
      actor,
      lifetimeSeconds: body.integer('expires_in_seconds') ?? actorTokenSeconds,
      sessionMaxDurationSeconds: body.integer('session_max_duration_in_seconds') ?? actorSessionSeconds,
    });
    return ticketJSON(instance, ticket, true);
  },
  revoke: ({ params, ...instance }) => revokeTicket(instance, 'actor_token', params.actorTokenId),
});
