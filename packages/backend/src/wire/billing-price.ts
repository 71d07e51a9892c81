import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A price of a plan. */
export interface BillingPriceJSON {
  readonly object: 'commerce_price';
  readonly id: string;
  readonly plan_id: string;
  readonly instance_id: string;
  readonly currency: string;
  readonly currency_symbol: string;
  readonly amount: number;
  readonly annual_monthly_amount: number;
  readonly fee: BillingMoneyAmountJSON | null;
  readonly annual_monthly_fee: BillingMoneyAmountJSON | null;
  readonly description?: string | null;
  readonly is_default: boolean;
  readonly supported_billing_periods: 'month' | 'annual' | 'both';
  readonly created_at: number;
}
