import { redeemTicket } from './redeem-ticket.js';
import type { Strategy } from './strategy.js';

/** A ticket names its user, so a sign-in with one needs no identifier and no second factor. */
export const ticketStrategy: Strategy = {
  listFactors: () => [],
  findsUser: true,
  next: 'complete',
  verify: ({ instance, body }) => redeemTicket(instance, body.requiredString('ticket')),
};
