import type {
  BillingMoneyAmountJSON,
  BillingNextPaymentJSON,
  BillingSubscriptionItemSeatsJSON,
} from './billing-money.js';
import type { BillingPlanJSON } from './billing-plan.js';

/** State of a subscription. */
export type BillingSubscriptionStatus = 'active' | 'past_due' | 'canceled' | 'ended' | 'abandoned' | 'incomplete';

/** State of one plan within a subscription. */
export type BillingSubscriptionItemStatus = BillingSubscriptionStatus | 'expired' | 'upcoming';

/** What a payer has subscribed to. */
export interface BillingSubscriptionJSON {
  readonly object: 'commerce_subscription';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** State of the subscription. */
  readonly status: BillingSubscriptionStatus;
  /** Who pays. */
  readonly payer_id: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Since when it is active; Unix time in ms. */
  readonly active_at: number | null;
  /** Since when a payment is overdue; Unix time in ms. */
  readonly past_due_at: number | null;
  /** Plans the payer has subscribed to. */
  readonly subscription_items: readonly BillingSubscriptionItemJSON[];
  /** The coming charge, if there is one. */
  readonly next_payment?: BillingNextPaymentJSON | null;
  /** Whether the payer may still start a free trial. */
  readonly eligible_for_free_trial?: boolean;
}

/** One plan within a subscription. */
export interface BillingSubscriptionItemJSON {
  readonly object: 'commerce_subscription_item';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** State of the item. */
  readonly status: BillingSubscriptionItemStatus;
  /** How often it is charged. */
  readonly plan_period: 'month' | 'annual';
  /** Start of the current period; Unix time in ms. */
  readonly period_start: number;
  /** The coming charge, if there is one. */
  readonly next_payment?: BillingNextPaymentJSON | null;
  /** What is charged per period. */
  readonly amount?: BillingMoneyAmountJSON | null;
  /** The plan subscribed to. */
  readonly plan?: BillingPlanJSON | null;
  /** Identifier of the plan. */
  readonly plan_id?: string | null;
  /** Identifier of the price. */
  readonly price_id?: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** End of the current period; Unix time in ms. */
  readonly period_end: number | null;
  /** When it was cancelled; Unix time in ms. */
  readonly canceled_at: number | null;
  /** Since when a payment is overdue; Unix time in ms. */
  readonly past_due_at: number | null;
  /** When it ended; Unix time in ms. */
  readonly ended_at: number | null;
  /** Who pays. */
  readonly payer_id?: string;
  /** Whether the current period is a free trial. */
  readonly is_free_trial: boolean;
  /** What was paid in all so far. */
  readonly lifetime_paid?: BillingMoneyAmountJSON | null;
  /** Seats included and how they are priced. */
  readonly seats?: BillingSubscriptionItemSeatsJSON;
}
