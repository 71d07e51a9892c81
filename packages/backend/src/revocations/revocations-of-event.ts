import type { WebhookEvent } from '../wire/webhook-event.js';
import { isRevocableId, revokeByTime, revokeSession, type Revocation } from './revocation.js';
import type { Revocations } from './revocations.js';

/** Seconds of the service's clock: the user may sign in again a moment later. */
const timeOf = ({ timestamp }: WebhookEvent, deliveredAtMs: number): number =>
  typeof timestamp === 'number' && timestamp > 0 ? Math.min(timestamp, deliveredAtMs) : deliveredAtMs;

/**
 * What an event of the service revokes. It may come twice, late, or before one that happened earlier: a session does not come
 * back, and of a user only tokens are refused that were issued before the event.
 * @param deliveredAtMs - the time in the signed headers, Unix ms
 */
export function revocationsOfEvent(
  event: WebhookEvent,
  deliveredAtMs: number,
  revocations: Revocations,
): readonly Revocation[] {
  // It is signed, but its form is not checked; and the types do not know every event.
  const { id, banned } = (event.data ?? {}) as { readonly id?: unknown; readonly banned?: unknown };
  if (!isRevocableId(id)) return [];
  switch (event.type) {
    case 'session.ended':
    case 'session.removed':
    case 'session.revoked':
      return [revokeSession(id, revocations)];
    case 'user.deleted':
    case 'organization.deleted':
      return [revokeByTime('subject', id, timeOf(event, deliveredAtMs))];
    case 'user.updated':
      return banned === true ? [revokeByTime('subject', id, timeOf(event, deliveredAtMs))] : [];
    default:
      return [];
  }
}
