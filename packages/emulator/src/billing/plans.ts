import type { BillingMoneyAmountJSON, BillingPlanJSON, BillingPriceJSON } from '@acme/backend/wire';
import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

/** A plan that users or organizations subscribe to. Nothing is ever charged: billing is only data. */
interface Plan {
  readonly slug: string;
  readonly name: string;
  readonly payerType: 'org' | 'user';
  readonly isDefault: boolean;
}

/** The price of a plan, in cents. Scope: the plan. */
export interface Price {
  readonly amount: number;
  readonly annualMonthlyAmount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly periods: 'month' | 'annual' | 'both';
}

export const plans = new Collection<Plan>('plan', { idPrefix: 'cplan' });
export const prices = new Collection<Price>('price', { idPrefix: 'cprice' });

/** For each kind of payer the default plan and a paid one: slug, name, payer, cents a month. */
const originals = [
  ['free_user', 'Free', 'user', 0],
  ['pro_user', 'Pro', 'user', 900],
  ['free_org', 'Free', 'org', 0],
  ['pro_org', 'Team', 'org', 2900],
] as const;

/** Creates the default plans that are missing, with the same ids in every instance. */
export async function createDefaultPlans(instance: Instance): Promise<void> {
  const found = await plans.list(instance.db);
  for (const [slug, name, payerType, amount] of originals) {
    const id = derivedId('cplan', slug);
    if (found.some((plan) => plan.id === id)) continue;
    const priceId = derivedId('cprice', slug);
    // The plan is written last: until then, the next start repeats the step.
    if (!(await prices.find(instance.db, priceId)))
      await prices.insert(
        instance,
        { amount, annualMonthlyAmount: amount, currency: 'usd', description: null, isDefault: true, periods: 'both' },
        { id: priceId, scope: id },
      );
    await plans.insert(instance, { slug, name, payerType, isDefault: amount === 0 }, { id });
  }
}

/** Whether there are plans with a price, by the kind of payer. */
export type PaidPlans = Readonly<Record<Plan['payerType'], boolean>>;

export async function findPaidPlans({ db }: Pick<Instance, 'db'>): Promise<PaidPlans> {
  const paid = new Set((await prices.list(db)).filter(({ amount }) => amount > 0).map(({ scope }) => scope));
  const payers = (await plans.list(db)).filter(({ id }) => paid.has(id)).map(({ payerType }) => payerType);
  return { user: payers.includes('user'), org: payers.includes('org') };
}

const symbols: Readonly<Record<string, string>> = { usd: '$', eur: '€', gbp: '£' };

/** An amount of cents in wire form. */
export function money(amount: number, currency = 'usd'): BillingMoneyAmountJSON {
  return {
    amount,
    amount_formatted: (amount / 100).toFixed(2),
    currency: currency.toUpperCase(),
    currency_symbol: symbols[currency.toLowerCase()] ?? currency.toUpperCase(),
  };
}

export async function planJSON({ db }: Pick<Instance, 'db'>, plan: Row<Plan>): Promise<BillingPlanJSON> {
  const price = await prices.findWhere(db, { scope: plan.id, where: { isDefault: true } });
  const fee = money(price?.amount ?? 0, price?.currency);
  return {
    object: 'commerce_plan',
    id: plan.id,
    name: plan.name,
    slug: plan.slug,
    description: null,
    is_default: plan.isDefault,
    is_recurring: true,
    has_base_fee: fee.amount > 0,
    publicly_visible: true,
    fee,
    annual_fee: money(fee.amount * 12, price?.currency),
    annual_monthly_fee: money(price?.annualMonthlyAmount ?? 0, price?.currency),
    for_payer_type: plan.payerType,
    ...{ product_id: derivedId('cprod', plan.id) },
    features: [],
    avatar_url: null,
    free_trial_days: null,
    free_trial_enabled: false,
  };
}

export function priceJSON({ signer }: Pick<Instance, 'signer'>, row: Row<Price>): BillingPriceJSON {
  const fee = money(row.amount, row.currency);
  return {
    object: 'commerce_price',
    id: row.id,
    plan_id: row.scope,
    instance_id: signer.jwk.kid,
    currency: fee.currency,
    currency_symbol: fee.currency_symbol,
    amount: row.amount,
    annual_monthly_amount: row.annualMonthlyAmount,
    fee,
    annual_monthly_fee: money(row.annualMonthlyAmount, row.currency),
    description: row.description,
    is_default: row.isDefault,
    supported_billing_periods: row.periods,
    created_at: row.createdAt,
  };
}
