import { ApiError } from '../errors/api-error.js';
import type { VerifiedUser } from './strategy.js';
import type { Instance } from '../instance/instance.js';
import type { TicketRow } from '../store/tables.js';
import { findUserByEmailAddress } from '../users/user-record.js';
import { findTicketByToken, settleTicket } from './find-ticket.js';
import { findInvitation, openInvitation } from './open-invitation.js';

/**
 * Finds the ticket of a token, if it can still be used.
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
 * Uses up a ticket. An invitation of somebody who has an account already is one too.
 * @returns the session that it allows to start
 * @throws {ApiError} 401 `ticket_invalid_code`, `ticket_expired_code`
 */
export async function redeemTicket(instance: Instance, token: string): Promise<VerifiedUser> {
  const invited = await acceptAsUser(instance, token);
  if (invited) return invited;
  const ticket = await openTicket(instance, token);
  if (!(await settleTicket(instance.db, ticket.id, 'accepted', instance.now()))) {
    throw new ApiError(401, 'ticket_invalid_code', 'This ticket was used already.');
  }
  return { userId: ticket.userId, actor: ticket.actor, maxDurationSeconds: ticket.sessionMaxDurationSeconds };
}

/** Accepts an invitation for the owner of its address. */
async function acceptAsUser(instance: Instance, token: string): Promise<VerifiedUser | undefined> {
  if (!(await findInvitation(instance, token))) return undefined;
  const invitation = await openInvitation(instance, token);
  const owner = await findUserByEmailAddress(instance.db, invitation.emailAddress);
  if (!owner)
    throw new ApiError(401, 'ticket_invalid_code', 'This invitation is for somebody who has not signed up yet.');
  await invitation.accept(owner.user.id);
  return { userId: owner.user.id };
}
