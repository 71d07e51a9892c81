import type { BillingMoneyAmountJSON } from './billing-money.js';
import type { BillingPayerJSON, BillingPaymentMethodJSON } from './billing-payer.js';

/** An attempt to charge a payer. */
export interface BillingPaymentAttemptJSON {
  readonly object: 'commerce_payment';
  readonly id: string;
  readonly payment_id: string;
  readonly instance_id: string;
  readonly charge_type: string;
  readonly payer_id: string;
  readonly payer: BillingPayerJSON;
  readonly payee_id: string;
  readonly subscription_item_id?: string;
  readonly amount: BillingMoneyAmountJSON | null;
  readonly payment_method_id: string;
  readonly payment_method: BillingPaymentMethodJSON;
  readonly statement_id: string;
  readonly gateway_external_id: string | null;
  readonly gateway_external_url: string | null;
  readonly status: 'pending' | 'paid' | 'failed';
  readonly paid_at: number | null;
  readonly failed_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

/** What a payer was charged in one period. */
export interface BillingStatementJSON {
  readonly object: 'commerce_statement';
  readonly id: string;
  readonly instance_id: string;
  readonly timestamp: number;
  readonly payer: BillingPayerJSON;
  readonly status: 'open' | 'closed';
  readonly groups: readonly BillingStatementGroupJSON[];
}

/** The charges of one day. */
export interface BillingStatementGroupJSON {
  readonly object: 'commerce_statement_group';
  readonly timestamp: number;
  readonly items: readonly BillingPaymentAttemptJSON[];
}
