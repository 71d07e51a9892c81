import type { WebhookEvent } from '../wire/webhook-event.js';
import { isRevocableId, revokeByTime, revokeSession, type Revocation } from './revocation.js';
import type { Revocations } from './revocations.js';

/** Times of the service are in ms; what is as small as that is in seconds. */
const toMs = (time: unknown): number | undefined =>
  typeof time === 'number' && time > 0 ? (time < 100_000_000_000 ? time * 1000 : time) : undefined;

/**
 * When it happened, by the service's clock: the user may sign in again a moment later. A delivery is signed anew each time that it is tried, so its own
 * time may be that of hours later.
 */
function timeOf({ timestamp, data }: WebhookEvent, deliveredAtMs: number): number {
  const { updated_at } = data as { readonly updated_at?: unknown };
  return Math.min(toMs(timestamp) ?? toMs(updated_at) ?? deliveredAtMs, deliveredAtMs);
}

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
