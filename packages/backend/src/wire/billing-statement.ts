import type { BillingMoneyAmountJSON } from './billing-money.js';
import type { BillingPayerJSON, BillingPaymentMethodJSON } from './billing-payer.js';

/** An attempt to charge a payer. */
export interface BillingPaymentAttemptJSON {
  readonly object: 'commerce_payment';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Payment it belongs to. */
  readonly payment_id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** Why it is charged. */
  readonly charge_type: string;
  /** Who pays. */
  readonly payer_id: string;
  /** Who pays. */
  readonly payer: BillingPayerJSON;
  /** Who is paid. */
  readonly payee_id: string;
  /** What it is paid for. */
  readonly subscription_item_id?: string;
  /** What is charged. */
  readonly amount: BillingMoneyAmountJSON | null;
  /** Identifier of the means of payment. */
  readonly payment_method_id: string;
  /** Means of payment. */
  readonly payment_method: BillingPaymentMethodJSON;
  /** Statement it belongs to. */
  readonly statement_id: string;
  /** Identifier at the payment provider. */
  readonly gateway_external_id: string | null;
  /** Page at the payment provider. */
  readonly gateway_external_url: string | null;
  /** Whether it succeeded. */
  readonly status: 'pending' | 'paid' | 'failed';
  /** When it succeeded; Unix time in ms. */
  readonly paid_at: number | null;
  /** When it failed; Unix time in ms. */
  readonly failed_at: number | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** What a payer was charged in one period. */
export interface BillingStatementJSON {
  readonly object: 'commerce_statement';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** The period it is for; Unix time in ms. */
  readonly timestamp: number;
  /** Who pays. */
  readonly payer: BillingPayerJSON;
  /** Whether more may be added. */
  readonly status: 'open' | 'closed';
  /** Charges by day. */
  readonly groups: readonly BillingStatementGroupJSON[];
}

/** The charges of one day. */
export interface BillingStatementGroupJSON {
  readonly object: 'commerce_statement_group';
  /** The day; Unix time in ms. */
  readonly timestamp: number;
  /** The charges. */
  readonly items: readonly BillingPaymentAttemptJSON[];
}
