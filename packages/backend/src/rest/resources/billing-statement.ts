import type {
  BillingPaymentAttemptJSON,
  BillingStatementGroupJSON,
  BillingStatementJSON,
} from '../../wire/billing-statement.js';
import { listOf, one, resource } from '../resource.js';
import type { BillingMoneyAmount } from './billing-money.js';
import { moneyOrNull } from './billing-money.js';
import type { BillingPayer, BillingPaymentMethod } from './billing-payer.js';
import { billingPayer, billingPaymentMethod } from './billing-payer.js';

/** An attempt to charge a payer. */
export class BillingPaymentAttempt {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Payment it belongs to. */
  declare readonly paymentId: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** Why it is charged. */
  declare readonly chargeType: string;
  /** Who pays. */
  declare readonly payerId: string;
  /** Who pays. */
  declare readonly payer: BillingPayer;
  /** Who is paid. */
  declare readonly payeeId: string;
  /** What it is paid for. */
  declare readonly subscriptionItemId?: string | undefined;
  /** What is charged. */
  declare readonly amount: BillingMoneyAmount | null;
  /** Identifier of the means of payment. */
  declare readonly paymentMethodId: string;
  /** Means of payment. */
  declare readonly paymentMethod: BillingPaymentMethod;
  /** Statement it belongs to. */
  declare readonly statementId: string;
  /** Identifier at the payment provider. */
  declare readonly gatewayExternalId: string | null;
  /** Page at the payment provider. */
  declare readonly gatewayExternalUrl: string | null;
  /** Whether it succeeded. */
  declare readonly status: 'pending' | 'paid' | 'failed';
  /** When it succeeded; Unix time in ms. */
  declare readonly paidAt: number | null;
  /** When it failed; Unix time in ms. */
  declare readonly failedAt: number | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** What a payer was charged in one period. */
export class BillingStatement {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** The period it is for; Unix time in ms. */
  declare readonly timestamp: number;
  /** Who pays. */
  declare readonly payer: BillingPayer;
  /** Whether more may be added. */
  declare readonly status: 'open' | 'closed';
  /** Charges by day. */
  declare readonly groups: BillingStatementGroup[];
}

/** The charges of one day. */
export class BillingStatementGroup {
  /** The day; Unix time in ms. */
  declare readonly timestamp: number;
  /** The charges. */
  declare readonly items: BillingPaymentAttempt[];
}

/** Reads `BillingPaymentAttemptJSON`. */
export const billingPaymentAttempt = resource<BillingPaymentAttemptJSON>()(
  'commerce_payment',
  BillingPaymentAttempt,
  [
    'id',
    'paymentId',
    'instanceId',
    'chargeType',
    'payerId',
    'payeeId',
    'subscriptionItemId',
    'paymentMethodId',
    'statementId',
    'gatewayExternalId',
    'gatewayExternalUrl',
    'status',
    'paidAt',
    'failedAt',
    'createdAt',
    'updatedAt',
  ],
  {
    payer: one(billingPayer),
    amount: moneyOrNull,
    paymentMethod: one(billingPaymentMethod),
  },
);

/** Reads `BillingStatementGroupJSON`. */
export const billingStatementGroup = resource<BillingStatementGroupJSON>()(
  'commerce_statement_group',
  BillingStatementGroup,
  ['timestamp'],
  {
    items: listOf(billingPaymentAttempt),
  },
);

/** Reads `BillingStatementJSON`. */
export const billingStatement = resource<BillingStatementJSON>()(
  'commerce_statement',
  BillingStatement,
  ['id', 'instanceId', 'timestamp', 'status'],
  {
    payer: one(billingPayer),
    groups: listOf(billingStatementGroup),
  },
);
