import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A discount on a subscription item. */
export interface BillingDiscountRedemptionJSON {
  readonly object: 'commerce_discount_redemption';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** What it is taken off. */
  readonly subscription_item_id: string;
  /** The discount. */
  readonly discount_id: string;
  /** Name shown to people. */
  readonly name?: string;
  /** How it was created. */
  readonly source: 'promotion' | 'manual' | 'promo_code';
  /** Code it was claimed with. */
  readonly promo_code?: string;
  /** The discount. */
  readonly effect?: 'percentage' | 'fixed_amount';
  /** Percentage taken off. */
  readonly percent_off?: number | null;
  /** Amount taken off. */
  readonly amount_off: BillingMoneyAmountJSON | null;
  /** Number of periods it still applies to; null for all. */
  readonly cycles_remaining: number | null;
  /** Number of periods it was applied to. */
  readonly cycles_applied: number;
  /** Whether it still applies. */
  readonly status?: 'active' | 'exhausted' | 'removed';
  /** When it was applied first; Unix time in ms. */
  readonly redeemed_at: number;
  /** Who applied it. */
  readonly redeemed_by: string | null;
}
