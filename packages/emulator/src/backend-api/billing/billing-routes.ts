import { billing as billingEndpoints } from '@acme/backend/endpoints';
import {
  subscriptionItemJSON,
  subscriptionItems,
  subscriptionJSON,
  type SubscriptionItem,
} from '../../billing/subscription-item.js';
import { planJSON, plans, priceJSON, prices } from '../../billing/plans.js';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { requireOrganization } from '../../organizations/organization.js';
import type { Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { findUser } from '../../users/user-record.js';
import { listAnswer, pageAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { creditBalanceJSON, adjustCredit } from '../../billing/credit.js';
import { discounts, discountJSON } from '../../billing/discounts.js';

export const billingRoutes = answers(billingEndpoints, {
  getPlanList: async ({ query, ...instance }) => {
    const payerType = query.get('payer_type') ?? undefined;
    const order = { by: 'createdAt', descending: false } as const;
    const { rows, total } = await plans.page(instance.db, { where: { payerType }, order, page: readPage(query) });
    return pageAnswer(await Promise.all(rows.map((row) => planJSON(instance, row))), total);
  },

  getPriceList: async ({ query, ...instance }) => {
    const { rows, total } = await prices.page(instance.db, {
      scope: query.get('plan_id') ?? undefined,
      page: readPage(query),
    });
    return listAnswer(
      query,
      rows.map((row) => priceJSON(instance, row)),
      total,
    );
  },

  createPrice: async ({ body, ...instance }) => {
    const planId = body.requiredString('plan_id');
    if (!(await plans.find(instance.db, planId))) throw new NotFoundError(`No plan was found with id ${planId}.`);
    const amount = body.integer('amount') ?? 0;
    const row = await prices.insert(
      instance,
      {
        amount,
        annualMonthlyAmount: body.integer('annual_monthly_amount') ?? amount,
        currency: (body.string('currency') || 'usd').toLowerCase(),
        description: body.string('description') ?? null,
        isDefault: false,
        periods: body.word('supported_billing_periods', ['month', 'annual', 'both']) ?? 'both',
      },
      { scope: planId },
    );
    return priceJSON(instance, row);
  },

  getUserBillingSubscription: async ({ params, ...instance }) =>
    subscriptionJSON(instance, await requirePayer(instance, params.userId)),
  getOrganizationBillingSubscription: async ({ params, ...instance }) =>
    subscriptionJSON(instance, await requirePayer(instance, params.organizationId)),

  getSubscriptionItemList: async ({ query, ...instance }) => {
    const payerType = query.get('payer_type');
    const found = await subscriptionItems.list(instance.db, {
      where: { status: query.get('status') ?? undefined, planId: query.get('plan_id') ?? undefined },
    });
    const wanted = found.filter(({ scope }) => !payerType || scope.startsWith(`${payerType}_`));
    const { limit, offset } = readPage(query);
    const page = await Promise.all(
      wanted.slice(offset, offset + limit).map((row) => subscriptionItemJSON(instance, row)),
    );
    return listAnswer(query, page, wanted.length);
  },

  cancelSubscriptionItem: async ({ params, query, ...instance }) => {
    const row = await requireItem(instance.db, params.subscriptionItemId);
    const now = instance.now();
    const change =
      query.get('end_now') === 'true'
        ? ({ status: 'ended', canceledAt: now, endedAt: now } as const)
        : ({ status: 'canceled', canceledAt: now } as const);
    return subscriptionItemJSON(instance, await subscriptionItems.update(instance, row, change));
  },

  extendSubscriptionItemFreeTrial: async ({ params, body, ...instance }) => {
    const row = await requireItem(instance.db, params.subscriptionItemId);
    const periodEnd = Date.parse(body.requiredString('extend_to'));
    if (!(periodEnd > instance.now()))
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'extend_to',
        'extend_to must be in the future.',
      );
    return subscriptionItemJSON(
      instance,
      await subscriptionItems.update(instance, row, { isFreeTrial: true, periodEnd }),
    );
  },

  createPriceTransition: async ({ params, body, ...instance }) => {
    const row = await requireItem(instance.db, params.subscriptionItemId);
    const from = body.requiredString('from_price_id');
    const to = await prices.find(instance.db, body.requiredString('to_price_id'));
    if (!to) throw new NotFoundError('No price was found to change to.');
    if (row.priceId !== from)
      throw new ApiError(422, 'price_transition_invalid', 'The item does not have the price to change from.');
    const changed = await subscriptionItems.update(instance, row, { planId: to.scope, priceId: to.id });
    return {
      object: 'commerce_price_transition',
      subscription_item_id: row.id,
      from_price_id: from,
      to_price_id: to.id,
      effective_at: changed.updatedAt,
    };
  },

  applyDiscount: async ({ params, body, ...instance }) => {
    const { id } = await requireItem(instance.db, params.subscriptionItemId);
    const discountId = body.requiredString('discount_id');
    return discountJSON(await discounts.insert(instance, { discountId }, { scope: id }), 'active');
  },

  removeDiscount: async ({ params, db }) => {
    const { id } = await requireItem(db, params.subscriptionItemId);
    const row = await discounts.findWhere(db, { scope: id, where: { discountId: params.discountId } });
    if (!row) throw new NotFoundError(`The item has no discount with id ${params.discountId}.`);
    await discounts.delete(db, row.id);
    return discountJSON(row, 'removed');
  },

  getUserCreditBalance: async ({ params, ...instance }) =>
    creditBalanceJSON(instance, await requirePayer(instance, params.userId)),
  getOrganizationCreditBalance: async ({ params, ...instance }) =>
    creditBalanceJSON(instance, await requirePayer(instance, params.organizationId)),
  adjustUserCreditBalance: async ({ params, body, ...instance }) =>
    adjustCredit(instance, await requirePayer(instance, params.userId), body),
  adjustOrganizationCreditBalance: async ({ params, body, ...instance }) =>
    adjustCredit(instance, await requirePayer(instance, params.organizationId), body),

  // Nothing is ever charged, so there are no statements.
  getStatementList: ({ query }) => listAnswer(query, [], 0),
  getStatement: ({ params }) => Promise.reject(noStatement(params.statementId)),
  getStatementPaymentAttemptList: ({ params }) => Promise.reject(noStatement(params.statementId)),
});

const noStatement = (id: string) => new NotFoundError(`No statement was found with id ${id}.`);

async function requirePayer(instance: Instance, id: string): Promise<string> {
  if (id.startsWith('org_')) return (await requireOrganization(instance.db, id)).id;
  if (await findUser(instance.db, id)) return id;
  throw new NotFoundError(`Nobody was found with id ${id}.`);
}

async function requireItem(db: Database, id: string): Promise<Row<SubscriptionItem>> {
  const row = await subscriptionItems.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No subscription item was found with id ${id}.`);
}
