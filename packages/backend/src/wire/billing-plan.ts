import type { BillingMoneyAmountJSON } from './billing-money.js';

/** A plan that users or organizations subscribe to. */
export interface BillingPlanJSON {
  readonly object: 'commerce_plan';
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string | null;
  readonly is_default: boolean;
  readonly is_recurring: boolean;
  readonly has_base_fee: boolean;
  readonly publicly_visible: boolean;
  readonly fee: BillingMoneyAmountJSON | null;
  readonly annual_fee: BillingMoneyAmountJSON | null;
  readonly annual_monthly_fee: BillingMoneyAmountJSON | null;
  readonly for_payer_type: 'org' | 'user';
  readonly features?: readonly FeatureJSON[];
  readonly avatar_url: string | null;
  readonly free_trial_days: number | null;
  readonly free_trial_enabled: boolean;
}

/** A feature that plans include. */
export interface FeatureJSON {
  readonly object: 'feature';
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly slug: string;
  readonly avatar_url?: string | null;
}
