import type { BillingDiscountRedemptionJSON } from '../../wire/billing-discount.js';
import { resource } from '../resource.js';
import type { BillingMoneyAmount } from './billing-money.js';
import { moneyOrNull } from './billing-money.js';

/** A discount on a subscription item. */
export class BillingDiscountRedemption {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** What it is taken off. */
  declare readonly subscriptionItemId: string;
  /** The discount. */
  declare readonly discountId: string;
  /** Name shown to people. */
  declare readonly name?: string | undefined;
  /** How it was created. */
  declare readonly source: 'promotion' | 'manual' | 'promo_code';
  /** Code it was claimed with. */
  declare readonly promoCode?: string | undefined;
  /** The discount. */
  declare readonly effect?: 'percentage' | 'fixed_amount' | undefined;
  /** Percentage taken off. */
  declare readonly percentOff?: number | null | undefined;
  /** Amount taken off. */
  declare readonly amountOff: BillingMoneyAmount | null;
  /** Number of periods it still applies to; null for all. */
  declare readonly cyclesRemaining: number | null;
  /** Number of periods it was applied to. */
  declare readonly cyclesApplied: number;
  /** Whether it still applies. */
  declare readonly status?: 'active' | 'exhausted' | 'removed' | undefined;
  /** When it was applied first; Unix time in ms. */
  declare readonly redeemedAt: number;
  /** Who applied it. */
  declare readonly redeemedBy: string | null;
}

/** Reads `BillingDiscountRedemptionJSON`. */
export const billingDiscountRedemption = resource<BillingDiscountRedemptionJSON>()(
  'commerce_discount_redemption',
  BillingDiscountRedemption,
  [
    'id',
    'subscriptionItemId',
    'discountId',
    'name',
    'source',
    'promoCode',
    'effect',
    'percentOff',
    'cyclesRemaining',
    'cyclesApplied',
    'status',
    'redeemedAt',
    'redeemedBy',
  ],
  {
    amountOff: moneyOrNull,
  },
);
