import type { BillingPriceJSON } from '../../wire/billing-price.js';
import { resource } from '../resource.js';
import type { BillingMoneyAmount } from './billing-money.js';
import { moneyOrNull } from './billing-money.js';

/** A price of a plan. */
export class BillingPrice {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Plan it is for. */
  declare readonly planId: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** ISO 4217 code in upper case. */
  declare readonly currency: string;
  /** Symbol of the currency. */
  declare readonly currencySymbol: string;
  /** Price per month, in the smallest unit of the currency. */
  declare readonly amount: number;
  /** Price per month when paid yearly, in the smallest unit of the currency. */
  declare readonly annualMonthlyAmount: number;
  /** Price per month. */
  declare readonly fee: BillingMoneyAmount | null;
  /** Price per month when paid yearly. */
  declare readonly annualMonthlyFee: BillingMoneyAmount | null;
  /** What it is for, as text for people. */
  declare readonly description?: string | null | undefined;
  /** Whether new subscribers get this price. */
  declare readonly isDefault: boolean;
  /** How it can be paid. */
  declare readonly supportedBillingPeriods: 'month' | 'annual' | 'both';
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
}

/** Reads `BillingPriceJSON`. */
export const billingPrice = resource<BillingPriceJSON>()(
  'commerce_price',
  BillingPrice,
  [
    'id',
    'planId',
    'instanceId',
    'currency',
    'currencySymbol',
    'amount',
    'annualMonthlyAmount',
    'description',
    'isDefault',
    'supportedBillingPeriods',
    'createdAt',
  ],
  {
    fee: moneyOrNull,
    annualMonthlyFee: moneyOrNull,
  },
);
