import type {
  BillingSubscriptionItemJSON,
  BillingSubscriptionItemStatus,
  BillingSubscriptionJSON,
  BillingSubscriptionStatus,
} from '../../wire/billing-subscription.js';
import { listOf, oneOrNull, orNull, resource } from '../resource.js';
import type { BillingMoneyAmount, BillingNextPayment, BillingSubscriptionItemSeats } from './billing-money.js';
import { moneyIfAny, nextPayment, nextPaymentOrNull, seats } from './billing-money.js';
import type { BillingPlan } from './billing-plan.js';
import { billingPlan } from './billing-plan.js';

/** What a payer has subscribed to. */
export class BillingSubscription {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** State of the subscription. */
  declare readonly status: BillingSubscriptionStatus;
  /** Who pays. */
  declare readonly payerId: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Since when it is active; Unix time in ms. */
  declare readonly activeAt: number | null;
  /** Since when a payment is overdue; Unix time in ms. */
  declare readonly pastDueAt: number | null;
  /** Plans the payer has subscribed to. */
  declare readonly subscriptionItems: BillingSubscriptionItem[];
  /** The coming charge, if there is one. */
  declare readonly nextPayment: BillingNextPayment | null;
  /** Whether the payer may still start a free trial. */
  declare readonly eligibleForFreeTrial: boolean;
}

/** One plan within a subscription. */
export class BillingSubscriptionItem {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** State of the item. */
  declare readonly status: BillingSubscriptionItemStatus;
  /** How often it is charged. */
  declare readonly planPeriod: 'month' | 'annual';
  /** Start of the current period; Unix time in ms. */
  declare readonly periodStart: number;
  /** The coming charge, if there is one. */
  declare readonly nextPayment?: BillingNextPayment | null | undefined;
  /** What is charged per period. */
  declare readonly amount?: BillingMoneyAmount | undefined;
  /** The plan subscribed to. */
  declare readonly plan: BillingPlan | null;
  /** Identifier of the plan. */
  declare readonly planId: string | null;
  /** Identifier of the price. */
  declare readonly priceId: string | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** End of the current period; Unix time in ms. */
  declare readonly periodEnd: number | null;
  /** When it was cancelled; Unix time in ms. */
  declare readonly canceledAt: number | null;
  /** Since when a payment is overdue; Unix time in ms. */
  declare readonly pastDueAt: number | null;
  /** When it ended; Unix time in ms. */
  declare readonly endedAt: number | null;
  /** Who pays. */
  declare readonly payerId?: string | undefined;
  /** Whether the current period is a free trial. */
  declare readonly isFreeTrial: boolean;
  /** What was paid in all so far. */
  declare readonly lifetimePaid?: BillingMoneyAmount | undefined;
  /** Seats included and how they are priced. */
  declare readonly seats?: BillingSubscriptionItemSeats | undefined;
}

/** Reads `BillingSubscriptionItemJSON`. */
export const billingSubscriptionItem = resource<BillingSubscriptionItemJSON>()(
  'commerce_subscription_item',
  BillingSubscriptionItem,
  [
    'id',
    'instanceId',
    'status',
    'planPeriod',
    'periodStart',
    'createdAt',
    'updatedAt',
    'periodEnd',
    'canceledAt',
    'pastDueAt',
    'endedAt',
    'payerId',
    'isFreeTrial',
  ],
  {
    nextPayment: nextPayment,
    amount: moneyIfAny,
    plan: oneOrNull(billingPlan),
    planId: orNull(),
    priceId: orNull(),
    lifetimePaid: moneyIfAny,
    seats: seats,
  },
);

/** Reads `BillingSubscriptionJSON`. */
export const billingSubscription = resource<BillingSubscriptionJSON>()(
  'commerce_subscription',
  BillingSubscription,
  ['id', 'instanceId', 'status', 'payerId', 'createdAt', 'updatedAt'],
  {
    activeAt: orNull(),
    pastDueAt: orNull(),
    subscriptionItems: listOf(billingSubscriptionItem),
    nextPayment: nextPaymentOrNull,
    eligibleForFreeTrial: (value) => value === true,
  },
);
