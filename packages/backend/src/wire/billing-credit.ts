import type { BillingMoneyAmountJSON } from './billing-money.js';

/** What a payer has paid or been given in advance. */
export interface BillingCreditBalanceJSON {
  readonly object: 'commerce_credit_balance';
  /** The balance. */
  readonly balance: BillingMoneyAmountJSON | null;
}

/** One change of a credit balance. */
export interface BillingCreditLedgerJSON {
  readonly object: 'commerce_credit_ledger';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whose balance. */
  readonly payer_id: string;
  /** By how much it changed. */
  readonly amount: BillingMoneyAmountJSON | null;
  /** What caused the change. */
  readonly source_type: string;
  /** Identifier of what caused the change. */
  readonly source_id: string;
  /** Why, as text for people. */
  readonly note?: string | null;
  /** When it happened, as text. */
  readonly created_at: string;
}
