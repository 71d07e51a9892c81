import type { BillingMoneyAmountJSON } from './billing-money.js';

/** What a payer has paid or been given in advance. */
export interface BillingCreditBalanceJSON {
  readonly object: 'commerce_credit_balance';
  readonly balance: BillingMoneyAmountJSON | null;
}

/** One change of a credit balance. */
export interface BillingCreditLedgerJSON {
  readonly object: 'commerce_credit_ledger';
  readonly id: string;
  readonly payer_id: string;
  readonly amount: BillingMoneyAmountJSON | null;
  readonly source_type: string;
  readonly source_id: string;
  readonly note?: string | null;
  readonly created_at: string;
}
