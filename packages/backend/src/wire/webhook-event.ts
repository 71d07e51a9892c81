import type { BillingMoneyAmountJSON } from './billing-money.js';
import type { BillingPayerJSON } from './billing-payer.js';
import type { BillingSubscriptionItemStatus } from './billing-subscription.js';
import type { DeletedObjectJSON } from './deleted-object.js';
import type { EmailJSON } from './email.js';
import type { OrganizationDomainJSON } from './organization-domain.js';
import type { OrganizationInvitationJSON } from './organization-invitation.js';
import type { OrganizationMembershipJSON } from './organization-membership.js';
import type { OrganizationJSON } from './organization.js';
import type { PermissionJSON } from './permission.js';
import type { RoleJSON } from './role.js';
import type { SessionJSON } from './session.js';
import type { SMSMessageJSON } from './sms-message.js';
import type { UserDeletedJSON, UserJSON } from './user.js';
import type { WaitlistEntryJSON } from './waitlist-entry.js';

/** A session in an event. */
export interface SessionWebhookEventJSON extends SessionJSON {
  /** The user of the session, if the event carries it. */
  readonly user?: UserJSON | null;
}

/** An invitation in the event that reports its acceptance. */
export interface OrganizationInvitationAcceptedJSON extends OrganizationInvitationJSON {
  readonly status: 'accepted';
  /** The user who accepted. */
  readonly user_id: string;
}

/** The payment source in a billing event. */
export interface BillingPaymentSourceWebhookEventJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Payment provider, for example `stripe`. */
  readonly gateway: string;
  /** Identifier at the payment provider. */
  readonly gateway_external_id: string;
  /** Account at the payment provider. */
  readonly gateway_external_account_id?: string;
  /** Kind, for example `card`. */
  readonly payment_method: string;
  /** Whether it can still be used. */
  readonly status: 'active' | 'disconnected';
  /** Brand of the card. */
  readonly card_type?: string;
  /** Last four digits of a card. */
  readonly last4?: string;
}

/** The plan in a billing event. */
export interface BillingPlanWebhookEventJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** Product it belongs to. */
  readonly product_id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Name in code and claims. */
  readonly slug: string;
  readonly description?: string;
  /** Whether payers have it without subscribing. */
  readonly is_default: boolean;
  /** Whether it is charged again in each period. */
  readonly is_recurring: boolean;
  /** Price in the smallest unit of the currency. */
  readonly amount: number;
  /** Length of the period. */
  readonly period: 'month' | 'annual';
  /** Number of periods between two charges. */
  readonly interval: number;
  /** Whether there is a price that does not depend on use. */
  readonly has_base_fee: boolean;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Price of a month if a year is paid at once, in the smallest unit of the currency. */
  readonly annual_monthly_amount: number;
  /** Whether everybody can see it. */
  readonly publicly_visible: boolean;
}

/** A subscription item in a billing event. */
export interface BillingSubscriptionItemWebhookEventJSON {
  readonly object: 'commerce_subscription_item';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** State of the item. */
  readonly status: BillingSubscriptionItemStatus;
  /** Credit for the unused part of a plan that was left. */
  readonly credit: {
    readonly amount: BillingMoneyAmountJSON;
    /** Days left in the period. */
    readonly cycle_days_remaining: number;
    /** Days in the period. */
    readonly cycle_days_total: number;
    /** Part of the period that is left, in percent. */
    readonly cycle_remaining_percent: number;
  };
  /** Date from which the price is computed. */
  readonly proration_date: string;
  /** Length of the period. */
  readonly plan_period: 'month' | 'annual';
  /** Start of the current period; Unix time in ms. */
  readonly period_start: number;
  /** End of the current period; Unix time in ms, null if it has none. */
  readonly period_end: number | null;
  /** When it was cancelled; Unix time in ms. */
  readonly canceled_at?: number;
  /** Since when a payment is overdue; Unix time in ms. */
  readonly past_due_at?: number;
  /** Sum of all payments so far, in the smallest unit of the currency. */
  readonly lifetime_paid: number;
  /** The next charge, in the smallest unit of the currency. */
  readonly next_payment_amount: number;
  /** Date of the next charge; Unix time in ms. */
  readonly next_payment_date: number;
  /** Price of the current period. */
  readonly amount: BillingMoneyAmountJSON;
  readonly plan?: BillingPlanWebhookEventJSON | null;
  readonly plan_id?: string | null;
  /** Who pays. */
  readonly payer?: BillingPayerJSON;
}

/** A subscription in a billing event. */
export interface BillingSubscriptionWebhookEventJSON {
  readonly object: 'commerce_subscription';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** State of the subscription. */
  readonly status: BillingSubscriptionItemStatus;
  /** Since when it is active; Unix time in ms. */
  readonly active_at?: number;
  /** When it was cancelled; Unix time in ms. */
  readonly canceled_at?: number;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it ended; Unix time in ms. */
  readonly ended_at?: number;
  /** Since when a payment is overdue; Unix time in ms. */
  readonly past_due_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** The last payment. */
  readonly latest_payment_id: string;
  readonly payer_id: string;
  /** Who pays. */
  readonly payer: BillingPayerJSON;
  readonly payment_source_id: string;
  readonly items: readonly BillingSubscriptionItemWebhookEventJSON[];
}

/** A payment attempt in a billing event. */
export interface BillingPaymentAttemptWebhookEventJSON {
  readonly object: 'commerce_payment_attempt';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  readonly payment_id: string;
  readonly statement_id: string;
  /** Identifier at the payment provider. */
  readonly gateway_external_id: string;
  readonly status: 'pending' | 'paid' | 'failed';
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** When it succeeded; Unix time in ms. */
  readonly paid_at?: number;
  /** When it failed; Unix time in ms. */
  readonly failed_at?: number;
  readonly failed_reason?: { readonly code: string; readonly decline_code: string };
  /** The day it was due; Unix time in ms. */
  readonly billing_date: number;
  /** Whether a person started it, or the service did for a further period. */
  readonly charge_type: 'checkout' | 'recurring';
  /** Who is paid. */
  readonly payee: {
    readonly id: string;
    readonly gateway_type: string;
    readonly gateway_external_id: string;
    readonly gateway_status: string;
  };
  /** Who pays. */
  readonly payer: BillingPayerJSON;
  readonly totals: {
    readonly subtotal: BillingMoneyAmountJSON;
    readonly tax_total: BillingMoneyAmountJSON;
    readonly grand_total: BillingMoneyAmountJSON;
  };
  readonly payment_source: BillingPaymentSourceWebhookEventJSON;
  readonly subscription_items: readonly BillingSubscriptionItemWebhookEventJSON[];
}

/** The members that every event has. `Type` and `Data` belong together. */
export interface WebhookEventOf<Type extends string, Data> {
  /** What happened. */
  readonly type: Type;
  readonly object: 'event';
  /** The object that the event is about. */
  readonly data: Data;
  /** When it happened; Unix time in ms. */
  readonly timestamp?: number;
  /** Instance in which it happened. */
  readonly instance_id?: string;
  /** The request that caused it. */
  readonly event_attributes?: {
    readonly http_request?: { readonly client_ip?: string; readonly user_agent?: string };
  };
}

/** One event for each of the types, so that comparing `event.type` narrows the type of `event.data`. */
type EventsOf<Type extends string, Data> = Type extends string ? WebhookEventOf<Type, Data> : never;

/** An event about a user. */
export type UserWebhookEvent =
  EventsOf<'user.created' | 'user.updated', UserJSON> | EventsOf<'user.deleted', UserDeletedJSON>;
/** An event about a session. */
export type SessionWebhookEvent = EventsOf<
  'session.created' | 'session.ended' | 'session.removed' | 'session.revoked',
  SessionWebhookEventJSON
>;
/** An event about an e-mail. */
export type EmailWebhookEvent = EventsOf<'email.created', EmailJSON>;
/** An event about a text message. */
export type SMSWebhookEvent = EventsOf<'sms.created', SMSMessageJSON>;
/** An event about an organization. */
export type OrganizationWebhookEvent =
  | EventsOf<'organization.created' | 'organization.updated', OrganizationJSON>
  | EventsOf<'organization.deleted', DeletedObjectJSON>;
/** An event about a domain of an organization. */
export type OrganizationDomainWebhookEvent =
  | EventsOf<'organizationDomain.created' | 'organizationDomain.updated', OrganizationDomainJSON>
  | EventsOf<'organizationDomain.deleted', DeletedObjectJSON>;
/** An event about a membership. */
export type OrganizationMembershipWebhookEvent = EventsOf<
  'organizationMembership.created' | 'organizationMembership.updated' | 'organizationMembership.deleted',
  OrganizationMembershipJSON
>;
/** An event about an invitation that is open or was revoked. */
export type OrganizationInvitationWebhookEvent = EventsOf<
  'organizationInvitation.created' | 'organizationInvitation.revoked',
  OrganizationInvitationJSON
>;
/** The event that an invitation was accepted. */
export type OrganizationInvitationAcceptedWebhookEvent = EventsOf<
  'organizationInvitation.accepted',
  OrganizationInvitationAcceptedJSON
>;
/** An event about a role. */
export type RoleWebhookEvent = EventsOf<'role.created' | 'role.updated' | 'role.deleted', RoleJSON>;
/** An event about a permission. */
export type PermissionWebhookEvent = EventsOf<
  'permission.created' | 'permission.updated' | 'permission.deleted',
  PermissionJSON
>;
/** An event about an entry of the waitlist. */
export type WaitlistEntryWebhookEvent = EventsOf<'waitlistEntry.created' | 'waitlistEntry.updated', WaitlistEntryJSON>;
/** An event about a payment attempt. */
export type BillingPaymentAttemptWebhookEvent = EventsOf<
  'paymentAttempt.created' | 'paymentAttempt.updated',
  BillingPaymentAttemptWebhookEventJSON
>;
/** An event about a subscription. */
export type BillingSubscriptionWebhookEvent = EventsOf<
  'subscription.created' | 'subscription.updated' | 'subscription.active' | 'subscription.pastDue',
  BillingSubscriptionWebhookEventJSON
>;
/** An event about one plan within a subscription. */
export type BillingSubscriptionItemWebhookEvent = EventsOf<
  | 'subscriptionItem.created'
  | 'subscriptionItem.updated'
  | 'subscriptionItem.active'
  | 'subscriptionItem.canceled'
  | 'subscriptionItem.upcoming'
  | 'subscriptionItem.ended'
  | 'subscriptionItem.abandoned'
  | 'subscriptionItem.incomplete'
  | 'subscriptionItem.pastDue'
  | 'subscriptionItem.freeTrialEnding',
  BillingSubscriptionItemWebhookEventJSON
>;

/**
 * An event as the service sends it. Comparing `event.type` narrows the type of `event.data`. The service may send types that
 * this version does not know yet: give `switch` statements a `default`.
 */
export type WebhookEvent =
  | UserWebhookEvent
  | SessionWebhookEvent
  | EmailWebhookEvent
  | SMSWebhookEvent
  | OrganizationWebhookEvent
  | OrganizationDomainWebhookEvent
  | OrganizationMembershipWebhookEvent
  | OrganizationInvitationWebhookEvent
  | OrganizationInvitationAcceptedWebhookEvent
  | RoleWebhookEvent
  | PermissionWebhookEvent
  | WaitlistEntryWebhookEvent
  | BillingPaymentAttemptWebhookEvent
  | BillingSubscriptionWebhookEvent
  | BillingSubscriptionItemWebhookEvent;

/** The types of all events. */
export type WebhookEventType = WebhookEvent['type'];
