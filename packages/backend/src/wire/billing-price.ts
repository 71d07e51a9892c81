import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A price of a plan. */
export interface BillingPriceJSON {
  readonly object: 'commerce_price';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Plan it is for. */
  readonly plan_id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** ISO 4217 code in upper case. */
  readonly currency: string;
  /** Symbol of the currency. */
  readonly currency_symbol: string;
  /** Price per month, in the smallest unit of the currency. */
  readonly amount: number;
  /** Price per month when paid yearly, in the smallest unit of the currency. */
  readonly annual_monthly_amount: number;
  /** Price per month. */
  readonly fee: BillingMoneyAmountJSON | null;
  /** Price per month when paid yearly. */
  readonly annual_monthly_fee: BillingMoneyAmountJSON | null;
  /** What it is for, as text for people. */
  readonly description?: string | null;
  /** Whether new subscribers get this price. */
  readonly is_default: boolean;
  /** How it can be paid. */
  readonly supported_billing_periods: 'month' | 'annual' | 'both';
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
}
