import type { Instance } from '../../instance/instance.js';
import type { TicketRow } from '../../store/tables.js';
import { findTicket, settleTicket } from '../../sign-in/find-ticket.js';
import { NotFoundError, ApiError } from '../../errors/api-error.js';
import { ticketUrl } from '../../sign-in/create-ticket.js';
import { findUser } from '../../users/user-record.js';

export const hourSeconds = 60 * 60;

export async function revokeTicket(instance: Instance, kind: TicketRow['kind'], id: string): Promise<object> {
  const ticket = await findTicket(instance.db, kind, id);
  if (!ticket) throw new NotFoundError(`Nothing was found with id ${id}.`);
  const updatedAt = instance.now();
  if (!(await settleTicket(instance.db, id, 'revoked', updatedAt))) {
    throw new ApiError(400, `${kind}_cannot_be_revoked`, 'Only what is pending can be revoked.');
  }
  const revoked: TicketRow = { ...ticket, status: 'revoked', updatedAt };
  return kind === 'agent_task' ? agentTaskJSON(revoked) : ticketJSON(instance, revoked, false);
}

export function ticketJSON(instance: Instance, ticket: TicketRow, withSecret: boolean): object {
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

export function agentTaskJSON(ticket: TicketRow): object {
  return { object: 'agent_task', agent_id: ticket.agentId, agent_task_id: ticket.id, task_id: ticket.id };
}

export async function requireUserId(instance: Instance, userId: string): Promise<string> {
  if (await findUser(instance.db, userId)) return userId;
  throw new NotFoundError(`No user was found with id ${userId}.`);
}
