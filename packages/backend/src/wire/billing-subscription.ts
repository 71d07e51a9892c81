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
  readonly id: string;
  readonly instance_id: string;
  readonly status: BillingSubscriptionStatus;
  readonly payer_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly active_at: number | null;
  readonly past_due_at: number | null;
  readonly subscription_items: readonly BillingSubscriptionItemJSON[];
  readonly next_payment?: BillingNextPaymentJSON | null;
  readonly eligible_for_free_trial?: boolean;
}

/** One plan within a subscription. */
export interface BillingSubscriptionItemJSON {
  readonly object: 'commerce_subscription_item';
  readonly id: string;
  readonly instance_id: string;
  readonly status: BillingSubscriptionItemStatus;
  readonly plan_period: 'month' | 'annual';
  readonly period_start: number;
  readonly next_payment?: BillingNextPaymentJSON | null;
  readonly amount?: BillingMoneyAmountJSON | null;
  readonly plan?: BillingPlanJSON | null;
  readonly plan_id?: string | null;
  readonly price_id?: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly period_end: number | null;
  readonly canceled_at: number | null;
  readonly past_due_at: number | null;
  readonly ended_at: number | null;
  readonly payer_id?: string;
  readonly is_free_trial: boolean;
  readonly lifetime_paid?: BillingMoneyAmountJSON | null;
  readonly seats?: BillingSubscriptionItemSeatsJSON;
}
