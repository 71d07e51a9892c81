import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import type { SessionRow, TicketRow } from '../store/tables.js';
import { findTicketByToken, settleTicket } from './find-ticket.js';

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
