import { ApiError } from '../errors.js';
import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/sessions.js';
import type { JsonObject, SessionRow, TicketRow } from '../store/tables.js';
import { findTicketByToken, insertTicket, settleTicket } from './ticket-rows.js';

const ID_PREFIXES = { sign_in_token: 'sit', actor_token: 'act', agent_task: 'agent_task' } as const;

/** What a ticket is for. */
export interface NewTicket {
  readonly kind: TicketRow['kind'];
  readonly userId: string;
  readonly lifetimeSeconds: number;
  readonly actor?: JsonObject;
  readonly redirectUrl?: string;
  readonly agentName?: string;
  readonly sessionMaxDurationSeconds?: number | undefined;
}

/** Issues a ticket that signs its user in once. */
export async function createTicket(instance: Instance, wanted: NewTicket): Promise<TicketRow> {
  const now = instance.now();
  const ticket: TicketRow = {
    id: instance.createId(ID_PREFIXES[wanted.kind]),
    kind: wanted.kind,
    userId: wanted.userId,
    token: instance.createId('ticket'),
    status: 'pending',
    actor: wanted.actor ?? null,
    redirectUrl: wanted.redirectUrl ?? null,
    agentId: wanted.agentName === undefined ? null : derivedId('agent', wanted.agentName),
    sessionMaxDurationSeconds: wanted.sessionMaxDurationSeconds ?? null,
    expiresAt: now + wanted.lifetimeSeconds * 1000,
    createdAt: now,
    updatedAt: now,
  };
  await insertTicket(instance.db, ticket);
  return ticket;
}

/** Where a browser uses the ticket up. */
export function ticketUrl(instance: Pick<Instance, 'url'>, ticket: TicketRow): string {
  const path = ticket.kind === 'agent_task' ? '/v1/agents/tasks' : '/v1/tickets/accept';
  return `${instance.url}${path}?ticket=${ticket.token}`;
}

/**
 * The ticket behind a token, if it can still be used.
 * @throws {ApiError} 401 `ticket_invalid_code`, `ticket_expired_code`
 */
export async function openTicket(instance: Instance, token: string): Promise<TicketRow> {
  const ticket = await findTicketByToken(instance.db, token);
  if (ticket?.status !== 'pending') {
    throw new ApiError(401, 'ticket_invalid_code', 'This ticket is unknown, revoked or was used already.');
  }
  if (ticket.expiresAt <= instance.now()) throw new ApiError(401, 'ticket_expired_code', 'This ticket has expired.');
  return ticket;
}

/**
 * Uses a ticket up and signs its user in on a client.
 * @throws {ApiError} as {@link openTicket} and {@link startSession}
 */
export async function acceptTicket(instance: Instance, token: string, clientId: string): Promise<SessionRow> {
  const ticket = await openTicket(instance, token);
  if (!(await settleTicket(instance.db, ticket.id, 'accepted', instance.now()))) {
    throw new ApiError(401, 'ticket_invalid_code', 'This ticket was used already.');
  }
  return startSession(instance, {
    clientId,
    userId: ticket.userId,
    strategy: 'ticket',
    actor: ticket.actor,
    maxDurationSeconds: ticket.sessionMaxDurationSeconds,
  });
}
