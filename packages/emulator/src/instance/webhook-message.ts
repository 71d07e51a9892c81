/** Types of webhook events. A new event is one more line here and a call of `emit`. */
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
