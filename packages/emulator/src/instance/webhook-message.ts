/** Types of webhook events. A new event is one more line here and below, and a call of `emit`. */
export type EventType =
  | 'user.created'
  | 'user.updated'
  | 'user.deleted'
  | 'session.created'
  | 'session.pending'
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
  | 'organizationInvitation.accepted'
  | 'organizationDomain.created'
  | 'organizationDomain.updated'
  | 'organizationDomain.deleted'
  | 'waitlistEntry.created'
  | 'waitlistEntry.updated'
  | 'email.created';

/** The compiler keeps the list complete. */
const known: Readonly<Record<EventType, true>> = {
  'user.created': true,
  'user.updated': true,
  'user.deleted': true,
  'session.created': true,
  'session.pending': true,
  'session.ended': true,
  'session.removed': true,
  'session.revoked': true,
  'organization.created': true,
  'organization.updated': true,
  'organization.deleted': true,
  'organizationMembership.created': true,
  'organizationMembership.updated': true,
  'organizationMembership.deleted': true,
  'organizationInvitation.created': true,
  'organizationInvitation.revoked': true,
  'organizationInvitation.accepted': true,
  'organizationDomain.created': true,
  'organizationDomain.updated': true,
  'organizationDomain.deleted': true,
  'waitlistEntry.created': true,
  'waitlistEntry.updated': true,
  'email.created': true,
};

/** All types. */
// The keys of the record are all types and nothing else.
export const eventTypes = Object.keys(known) as readonly EventType[];

/** An event as endpoints receive it. */
export interface WebhookMessage {
  readonly type: EventType;
  readonly object: 'event';
  readonly data: unknown;
  /** Unix time in ms, by the emulator's clock. */
  readonly timestamp: number;
  readonly instance_id: string;
  readonly event_attributes: { readonly http_request: { readonly client_ip: string; readonly user_agent: string } };
}
