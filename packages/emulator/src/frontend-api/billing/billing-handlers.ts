import { NotFoundError } from '../../errors/api-error.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import {
  cancelItem,
  listItems,
  requireItemOf,
  subscriptionItemJSON,
  subscriptionJSON,
} from '../../billing/subscription-item.js';
import { creditBalanceJSON, pageCredits } from '../../billing/credit.js';
import { planJSON, plans } from '../../billing/plans.js';
import { changeAnswer, listAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { checkBillingEnabled, organizationPayer, userPayer, type Payer } from './payer.js';

type OfOrganization = FrontendCall<'organizationID'>;

/** Billing as data: plans and what each payer has. Nothing is charged, so there are no statements and no payments. */
export const billingHandlers = {
  /** Answers a bare page; nobody needs to be signed in. */
  async GetBillingPlanList({ instance, query }) {
    await checkBillingEnabled(instance);
    const payerType = query.get('payer_type') ?? undefined;
    const order = { by: 'createdAt', descending: false } as const;
    const { rows, total } = await plans.page(instance.db, { where: { payerType }, order, page: readPage(query) });
    return jsonAnswer(pageAnswer(await Promise.all(rows.map((row) => planJSON(instance, row))), total));
  },

  /** Answers the bare plan. */
  async GetBillingPlan({ instance, params }) {
    await checkBillingEnabled(instance);
    const { planIdOrSlug: name } = params;
    const found =
      (await plans.find(instance.db, name)) ?? (await plans.findWhere(instance.db, { where: { slug: name } }));
    if (!found) throw new NotFoundError(`No plan was found with id ${name}.`);
    return jsonAnswer(await planJSON(instance, found));
  },

  GetUserMainBillingSubscription: async (call) => subscription(call, await userPayer(call)),
  GetOrganizationBillingSubscription: async (call: OfOrganization) =>
    subscription(call, await organizationPayer(call, 'read')),

  GetUserBillingSubscriptionItems: async (call) => items(call, await userPayer(call)),
  GetOrganizationBillingSubscriptionItems: async (call: OfOrganization) =>
    items(call, await organizationPayer(call, 'read')),

  DeleteUserBillingSubscriptionItem: async (call) => cancel(call, await userPayer(call)),
  DeleteOrganizationBillingSubscriptionItem: async (call: FrontendCall<'organizationID' | 'subscriptionItemID'>) =>
    cancel(call, await organizationPayer(call, 'manage')),

  GetUserCreditBalance: async (call) => credit(call, await userPayer(call)),
  GetUserCreditHistory: async (call) => credits(call, await userPayer(call)),
  GetOrganizationCreditBalance: async (call: OfOrganization) => credit(call, await organizationPayer(call, 'read')),
  GetOrganizationCreditHistory: async (call: OfOrganization) => credits(call, await organizationPayer(call, 'read')),

  GetUserPaymentMethods: async (call) => nothing(await userPayer(call)),
  GetOrganizationPaymentMethods: async (call: OfOrganization) => nothing(await organizationPayer(call, 'read')),
  GetUserPaymentAttempts: async (call) => nothing(await userPayer(call)),
  GetUserStatements: async (call) => nothing(await userPayer(call)),
  GetOrganizationStatements: async (call: OfOrganization) => nothing(await organizationPayer(call, 'read')),

  GetUserPaymentAttempt: async (call) => missing(await userPayer(call), 'payment', call.params.paymentAttemptID),
  GetUserStatement: async (call) => missing(await userPayer(call), 'statement', call.params.statementID),
  GetOrganizationStatement: async (call: FrontendCall<'organizationID' | 'statementID'>) =>
    missing(await organizationPayer(call, 'read'), 'statement', call.params.statementID),
  DeleteUserPaymentMethod: async (call) =>
    missing(await userPayer(call), 'payment method', call.params.paymentMethodID),
  DeleteOrganizationPaymentMethod: async (call: FrontendCall<'organizationID' | 'paymentMethodID'>) =>
    missing(await organizationPayer(call, 'manage'), 'payment method', call.params.paymentMethodID),
  SetUserDefaultPaymentMethod: async (call) =>
    missing(await userPayer(call), 'payment method', call.body.requiredString('payment_method_id')),
  SetOrganizationDefaultPaymentMethod: async (call: OfOrganization) =>
    missing(await organizationPayer(call, 'manage'), 'payment method', call.body.requiredString('payment_method_id')),
} satisfies FrontendHandlers;

async function subscription({ instance }: FrontendCall, { id }: Payer): Promise<Response> {
  return readAnswer(await subscriptionJSON(instance, id));
}

async function items({ instance, query }: FrontendCall, { id }: Payer): Promise<Response> {
  const rows = await listItems(instance, id);
  const { limit, offset } = readPage(query);
  const shown = rows.slice(offset, offset + limit).map((row) => subscriptionItemJSON(instance, row));
  return listAnswer(await Promise.all(shown), rows.length);
}

async function cancel(call: FrontendCall<'subscriptionItemID'>, { id, clientId }: Payer): Promise<Response> {
  const row = await requireItemOf(call.instance, id, call.params.subscriptionItemID);
  const canceled = await cancelItem(call.instance, row);
  return changeAnswer(call, clientId, await subscriptionItemJSON(call.instance, canceled));
}

async function credit({ instance }: FrontendCall, { id }: Payer): Promise<Response> {
  return readAnswer(await creditBalanceJSON(instance, id));
}

async function credits({ instance, query }: FrontendCall, { id }: Payer): Promise<Response> {
  const { data, total } = await pageCredits(instance, id, readPage(query));
  return listAnswer(data, total);
}

/** `payer` is the proof that the caller may ask. */
function nothing(_payer: Payer): Response {
  return listAnswer([], 0);
}

function missing(_payer: Payer, kind: string, id: string): never {
  throw new NotFoundError(`No ${kind} was found with id ${id}. The emulator charges nothing.`);
}
