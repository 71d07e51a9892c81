import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A plan that users or organizations subscribe to. */
export interface BillingPlanJSON {
  readonly object: 'commerce_plan';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Key for `has({ plan })`. */
  readonly slug: string;
  /** What it is for, as text for people. */
  readonly description: string | null;
  /** Whether new payers get this plan by themselves. */
  readonly is_default: boolean;
  /** Whether it is charged every period. */
  readonly is_recurring: boolean;
  /** Whether it has a fee that does not depend on use. */
  readonly has_base_fee: boolean;
  /** Whether pricing tables show it. */
  readonly publicly_visible: boolean;
  /** Price per month, when paid monthly. */
  readonly fee: BillingMoneyAmountJSON | null;
  /** Price per year, when paid yearly. */
  readonly annual_fee: BillingMoneyAmountJSON | null;
  /** Yearly price divided by twelve. */
  readonly annual_monthly_fee: BillingMoneyAmountJSON | null;
  /** Who can subscribe: organizations or users. */
  readonly for_payer_type: 'org' | 'user';
  /** Features it includes. */
  readonly features?: readonly FeatureJSON[];
  /** URL of its picture. */
  readonly avatar_url: string | null;
  /** Length of the free trial in days. */
  readonly free_trial_days: number | null;
  /** Whether it starts with a free trial. */
  readonly free_trial_enabled: boolean;
}

/** A feature that plans include. */
export interface FeatureJSON {
  readonly object: 'feature';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** What it is for, as text for people. */
  readonly description?: string | null;
  /** Key for `has({ feature })`. */
  readonly slug: string;
  /** URL of its picture. */
  readonly avatar_url?: string | null;
}
