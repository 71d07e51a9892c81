import type { BillingCreditBalanceJSON, BillingCreditLedgerJSON } from '../../wire/billing-credit.js';
import { resource } from '../resource.js';
import type { BillingMoneyAmount } from './billing-money.js';
import { moneyOrNull } from './billing-money.js';

/** What a payer has paid or been given in advance. */
export class BillingCreditBalance {
  /** The balance. */
  declare readonly balance: BillingMoneyAmount | null;
}

/** One change of a credit balance. */
export class BillingCreditLedger {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whose balance. */
  declare readonly payerId: string;
  /** By how much it changed. */
  declare readonly amount: BillingMoneyAmount | null;
  /** What caused the change. */
  declare readonly sourceType: string;
  /** Identifier of what caused the change. */
  declare readonly sourceId: string;
  /** Why, as text for people. */
  declare readonly note?: string | null | undefined;
  /** When it happened, as text. */
  declare readonly createdAt: string;
}

/** Reads `BillingCreditBalanceJSON`. */
export const billingCreditBalance = resource<BillingCreditBalanceJSON>()(
  'commerce_credit_balance',
  BillingCreditBalance,
  [],
  {
    balance: moneyOrNull,
  },
);

/** Reads `BillingCreditLedgerJSON`. */
export const billingCreditLedger = resource<BillingCreditLedgerJSON>()(
  'commerce_credit_ledger',
  BillingCreditLedger,
  ['id', 'payerId', 'sourceType', 'sourceId', 'note', 'createdAt'],
  {
    amount: moneyOrNull,
  },
);
