import { ApiError, NotFoundError } from '../errors/api-error.js';
import { Collection, type Row } from '../store/collection.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Instance } from '../instance/instance.js';
import { plans, prices, planJSON, money } from './plans.js';
import { derivedId } from '../instance/ids.js';
import type { BillingSubscriptionJSON, BillingSubscriptionItemJSON } from '@acme/backend/wire';

/** A plan that a payer has. Scope: the payer (user or organization). */
export interface SubscriptionItem {
  readonly planId: string;
  readonly priceId: string;
  readonly status: 'active' | 'canceled' | 'ended';
  readonly isFreeTrial: boolean;
  /** Unix time in ms. */
  readonly periodEnd: number | null;
  readonly canceledAt: number | null;
  readonly endedAt: number | null;
}

export const subscriptionItems = new Collection<SubscriptionItem>('subscription_item', { idPrefix: 'csub_item' });

/** The items of a payer; without one, the free plan is added. */
export function listItems(instance: Instance, payerId: string): Promise<readonly Row<SubscriptionItem>[]> {
  return oneAtATime(instance.db, `items of ${payerId}`, () => listOrAdd(instance, payerId));
}

async function listOrAdd(instance: Instance, payerId: string): Promise<readonly Row<SubscriptionItem>[]> {
  const found = await subscriptionItems.list(instance.db, {
    scope: payerId,
    order: { by: 'createdAt', descending: false },
  });
  if (found.some(({ status }) => status !== 'ended')) return found;
  const payerType = payerId.startsWith('org_') ? 'org' : 'user';
  const plan = await plans.findWhere(instance.db, { where: { payerType, isDefault: true } });
  if (!plan) return found;
  const free = await subscriptionItems.insert(
    instance,
    {
      planId: plan.id,
      priceId: derivedId('cprice', plan.slug),
      status: 'active',
      isFreeTrial: false,
      periodEnd: null,
      canceledAt: null,
      endedAt: null,
    },
    { scope: payerId },
  );
  return [...found, free];
}

/** An item of a payer. @throws {NotFoundError} */
export async function requireItemOf(
  { db }: Pick<Instance, 'db'>,
  payerId: string,
  id: string,
): Promise<Row<SubscriptionItem>> {
  const row = await subscriptionItems.findWhere(db, { ids: [id], scope: payerId });
  if (row) return row;
  throw new NotFoundError(`No subscription item was found with id ${id}.`);
}

/** Ends an item with its period. The free plan has no end. @throws {ApiError} 400 `invalid_plan_change` */
export async function cancelItem(instance: Instance, row: Row<SubscriptionItem>): Promise<Row<SubscriptionItem>> {
  const plan = await plans.find(instance.db, row.planId);
  if (row.status !== 'active' || plan?.isDefault) {
    throw new ApiError(400, 'invalid_plan_change', 'Invalid plan change', 'Only an active paid plan can be canceled.');
  }
  return subscriptionItems.update(instance, row, { status: 'canceled', canceledAt: instance.now() });
}

export async function subscriptionJSON(instance: Instance, payerId: string): Promise<BillingSubscriptionJSON> {
  const rows = await listItems(instance, payerId);
  const createdAt = rows[0]?.createdAt ?? instance.now();
  return {
    object: 'commerce_subscription',
    id: derivedId('csub', payerId),
    instance_id: instance.signer.jwk.kid,
    status: 'active',
    payer_id: payerId,
    active_at: createdAt,
    past_due_at: null,
    subscription_items: await Promise.all(rows.map((row) => subscriptionItemJSON(instance, row))),
    next_payment: null,
    eligible_for_free_trial: false,
    created_at: createdAt,
    updated_at: rows.at(-1)?.updatedAt ?? createdAt,
  };
}

export async function subscriptionItemJSON(
  instance: Instance,
  row: Row<SubscriptionItem>,
): Promise<BillingSubscriptionItemJSON> {
  const plan = await plans.find(instance.db, row.planId);
  const price = await prices.find(instance.db, row.priceId);
  return {
    object: 'commerce_subscription_item',
    id: row.id,
    instance_id: instance.signer.jwk.kid,
    status: row.status,
    plan_period: 'month',
    period_start: row.createdAt,
    period_end: row.periodEnd,
    plan: plan ? await planJSON(instance, plan) : null,
    plan_id: row.planId,
    price_id: row.priceId,
    payer_id: row.scope,
    amount: money(price?.amount ?? 0, price?.currency),
    is_free_trial: row.isFreeTrial,
    canceled_at: row.canceledAt,
    past_due_at: null,
    ended_at: row.endedAt,
    lifetime_paid: money(0),
    next_payment: null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
