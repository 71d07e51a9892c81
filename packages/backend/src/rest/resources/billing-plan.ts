import type { BillingPlanJSON, FeatureJSON } from '../../wire/billing-plan.js';
import { listOf, orNull, resource } from '../resource.js';
import type { BillingMoneyAmount } from './billing-money.js';
import { moneyOrNull } from './billing-money.js';

/** A plan that users or organizations subscribe to. */
export class BillingPlan {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Key for `has({ plan })`. */
  declare readonly slug: string;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** Whether new payers get this plan by themselves. */
  declare readonly isDefault: boolean;
  /** Whether it is charged every period. */
  declare readonly isRecurring: boolean;
  /** Whether it has a fee that does not depend on use. */
  declare readonly hasBaseFee: boolean;
  /** Whether pricing tables show it. */
  declare readonly publiclyVisible: boolean;
  /** Price per month, when paid monthly. */
  declare readonly fee: BillingMoneyAmount | null;
  /** Price per year, when paid yearly. */
  declare readonly annualFee: BillingMoneyAmount | null;
  /** Yearly price divided by twelve. */
  declare readonly annualMonthlyFee: BillingMoneyAmount | null;
  /** Who can subscribe: organizations or users. */
  declare readonly forPayerType: 'org' | 'user';
  /** Features it includes. */
  declare readonly features: Feature[];
  /** URL of its picture. */
  declare readonly avatarUrl: string | null;
  /** Length of the free trial in days. */
  declare readonly freeTrialDays: number | null;
  /** Whether it starts with a free trial. */
  declare readonly freeTrialEnabled: boolean;
}

/** A feature that plans include. */
export class Feature {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** Key for `has({ feature })`. */
  declare readonly slug: string;
  /** URL of its picture. */
  declare readonly avatarUrl: string | null;
}

/** Reads `FeatureJSON`. */
export const feature = resource<FeatureJSON>()('feature', Feature, ['id', 'name', 'slug'], {
  description: orNull(),
  avatarUrl: orNull(),
});

/** Reads `BillingPlanJSON`. */
export const billingPlan = resource<BillingPlanJSON>()(
  'commerce_plan',
  BillingPlan,
  [
    'id',
    'name',
    'slug',
    'isDefault',
    'isRecurring',
    'hasBaseFee',
    'publiclyVisible',
    'forPayerType',
    'avatarUrl',
    'freeTrialDays',
    'freeTrialEnabled',
  ],
  {
    description: orNull(),
    fee: moneyOrNull,
    annualFee: moneyOrNull,
    annualMonthlyFee: moneyOrNull,
    features: listOf(feature),
  },
);
