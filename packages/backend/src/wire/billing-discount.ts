import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A discount on a subscription item. */
export interface BillingDiscountRedemptionJSON {
  readonly object: 'commerce_discount_redemption';
  readonly id: string;
  readonly subscription_item_id: string;
  readonly discount_id: string;
  readonly name?: string;
  readonly source: 'promotion' | 'manual' | 'promo_code';
  readonly promo_code?: string;
  readonly effect?: 'percentage' | 'fixed_amount';
  readonly percent_off?: number | null;
  readonly amount_off: BillingMoneyAmountJSON | null;
  readonly cycles_remaining: number | null;
  readonly cycles_applied: number;
  readonly status?: 'active' | 'exhausted' | 'removed';
  readonly redeemed_at: number;
  readonly redeemed_by: string | null;
}
