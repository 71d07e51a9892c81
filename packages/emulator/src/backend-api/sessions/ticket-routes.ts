import {
  signInTokens as signInTokensEndpoints,
  actorTokens as actorTokensEndpoints,
  agentTasks as agentTasksEndpoints,
} from '@acme/backend/endpoints';
import { NotFoundError, ParameterError, ApiError } from '../../errors.js';
import type { Instance } from '../../instance/instance.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import type { JsonObject, TicketRow } from '../../store/tables.js';
import { findTicket, settleTicket } from '../../sign-in/ticket-rows.js';
import { findUser, findUserByIdentifier } from '../../users/user-rows.js';
import { createTicket, ticketUrl } from '../../sign-in/tickets.js';
import { answers } from '../route.js';

const HOUR_SECONDS = 60 * 60;
const SIGN_IN_TOKEN_SECONDS = 30 * 24 * HOUR_SECONDS;
const ACTOR_TOKEN_SECONDS = HOUR_SECONDS;
const AGENT_TASK_SECONDS = HOUR_SECONDS;
const ACTOR_SESSION_SECONDS = HOUR_SECONDS / 2;

export const signInTokens = answers(signInTokensEndpoints, {
  createSignInToken: async ({ body, ...instance }) => {
    const userId = await requireUserId(instance, body.requiredString('user_id'));
    const lifetimeSeconds = body.integer('expires_in_seconds') ?? SIGN_IN_TOKEN_SECONDS;
    return ticketJSON(instance, await createTicket(instance, { kind: 'sign_in_token', userId, lifetimeSeconds }), true);
  },
  revokeSignInToken: ({ params, ...instance }) => revoke(instance, 'sign_in_token', params.signInTokenId),
});

export const actorTokens = answers(actorTokensEndpoints, {
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
      lifetimeSeconds: body.integer('expires_in_seconds') ?? ACTOR_TOKEN_SECONDS,
      sessionMaxDurationSeconds: body.integer('session_max_duration_in_seconds') ?? ACTOR_SESSION_SECONDS,
    });
    return ticketJSON(instance, ticket, true);
  },
  revoke: ({ params, ...instance }) => revoke(instance, 'actor_token', params.actorTokenId),
});

export const agentTasks = answers(agentTasksEndpoints, {
  create: async ({ body, ...instance }) => {
    const redirectUrl = body.requiredString('redirect_url');
    if (!checkRedirectUrl(instance, redirectUrl)) {
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'redirect_url',
        'redirect_url must be on this machine or on an origin the emulator was told to allow.',
      );
    }
    const ticket = await createTicket(instance, {
      kind: 'agent_task',
      userId: await principalOf(instance, body.object('on_behalf_of') ?? {}),
      redirectUrl,
      agentName: body.requiredString('agent_name'),
      lifetimeSeconds: AGENT_TASK_SECONDS,
      sessionMaxDurationSeconds: body.integer('session_max_duration_in_seconds'),
    });
    return { ...agentTaskJSON(ticket), url: ticketUrl(instance, ticket) };
  },
  revoke: ({ params, ...instance }) => revoke(instance, 'agent_task', params.agentTaskId),
});

async function revoke(instance: Instance, kind: TicketRow['kind'], id: string): Promise<object> {
  const ticket = await findTicket(instance.db, kind, id);
  if (!ticket) throw new NotFoundError(`Nothing was found with id ${id}.`);
  const updatedAt = instance.now();
  if (!(await settleTicket(instance.db, id, 'revoked', updatedAt))) {
    throw new ApiError(400, `${kind}_cannot_be_revoked`, 'Only what is pending can be revoked.');
  }
  const revoked: TicketRow = { ...ticket, status: 'revoked', updatedAt };
  return kind === 'agent_task' ? agentTaskJSON(revoked) : ticketJSON(instance, revoked, false);
}

function ticketJSON(instance: Instance, ticket: TicketRow, withSecret: boolean): object {
  return {
    object: ticket.kind,
    id: ticket.id,
    status: ticket.status,
    user_id: ticket.userId,
    ...(ticket.kind === 'actor_token' ? { actor: ticket.actor } : {}),
    ...(withSecret ? { token: ticket.token, url: ticketUrl(instance, ticket) } : {}),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
  };
}

function agentTaskJSON(ticket: TicketRow): object {
  return { object: 'agent_task', agent_id: ticket.agentId, agent_task_id: ticket.id, task_id: ticket.id };
}

async function principalOf(instance: Instance, onBehalfOf: JsonObject): Promise<string> {
  const { user_id: userId, identifier } = onBehalfOf;
  if (typeof userId === 'string') return requireUserId(instance, userId);
  const record = typeof identifier === 'string' ? await findUserByIdentifier(instance.db, identifier) : undefined;
  if (record) return record.user.id;
  throw new NotFoundError('No user was found for on_behalf_of: give the user_id or the identifier of one.');
}

async function requireUserId(instance: Instance, userId: string): Promise<string> {
  if (await findUser(instance.db, userId)) return userId;
  throw new NotFoundError(`No user was found with id ${userId}.`);
}
