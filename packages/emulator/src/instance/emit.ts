import type { Instance } from './instance.js';

/** Events the emulator tells. */
export type EventType =
  | 'user.created'
  | 'user.updated'
  | 'user.deleted'
  | 'session.created'
  | 'session.ended'
  | 'session.removed'
  | 'session.revoked'
  | 'organization.created'
  | 'organization.updated'
  | 'organization.deleted'
  | 'organizationMembership.created'
  | 'organizationMembership.updated'
  | 'organizationMembership.deleted'
  | 'organizationInvitation.created'
  | 'organizationInvitation.revoked'
  | 'email.created';

/** Tells that something happened, with the thing in wire form. */
export function emit({ events, now, signer }: Instance, type: EventType, data: unknown): void {
  events.send({
    type,
    object: 'event',
    data,
    timestamp: now(),
    instance_id: signer.jwk.kid,
    event_attributes: { http_request: { client_ip: '127.0.0.1', user_agent: 'acme-emulator' } },
  });
}
