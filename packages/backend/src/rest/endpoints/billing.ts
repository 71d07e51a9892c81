import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { BillingCreditBalance, BillingCreditLedger } from '../resources/billing-credit.js';
import type { BillingDiscountRedemption } from '../resources/billing-discount.js';
import type { BillingPlan } from '../resources/billing-plan.js';
import type { BillingPrice } from '../resources/billing-price.js';
import type { BillingPaymentAttempt, BillingStatement } from '../resources/billing-statement.js';
import type { BillingSubscription, BillingSubscriptionItem } from '../resources/billing-subscription.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link BillingApi.getPlanList}. */
export interface GetPlanListParams extends PaginationParams {
  /** Who can subscribe: organizations or users. */
  readonly payerType?: 'org' | 'user' | undefined;
}

/** Parameters of {@link BillingApi.cancelSubscriptionItem}. */
export interface CancelSubscriptionItemParams {
  /** Whether it ends at once. Default false: at the end of the period. */
  readonly endNow?: boolean | undefined;
}

/** Parameters of {@link BillingApi.extendSubscriptionItemFreeTrial}. */
export interface ExtendSubscriptionItemFreeTrialParams {
  /** When the trial shall end. */
  readonly extendTo: Date;
}

/** Parameters of {@link BillingApi.adjustUserCreditBalance}. */
export interface AdjustCreditBalanceParams {
  /** By how much, in the smallest unit of the currency. */
  readonly amount: number;
  /** In which direction. */
  readonly action: 'increase' | 'decrease';
  /** ISO 4217 code. Default `USD`. */
  readonly currency?: string | undefined;
  /** Sent twice with the same key, the balance changes once. */
  readonly idempotencyKey: string;
  /** Why, as text for people. */
  readonly note?: string | undefined;
}

/** Parameters of {@link BillingApi.getPriceList}. */
export interface GetBillingPriceListParams extends PaginationParams {
  /** Only those of this plan. */
  readonly planId?: string | undefined;
}

/** Parameters of {@link BillingApi.createPrice}. */
export interface CreateBillingPriceParams {
  /** The plan. */
  readonly planId: string;
  /** ISO 4217 code. Default `USD`. */
  readonly currency?: string | undefined;
  /** Price per month, in the smallest unit of the currency; null if it can only be paid yearly. */
  readonly amount: number | null;
  /** Price per month when paid yearly, in the smallest unit of the currency. */
  readonly annualMonthlyAmount?: number | null | undefined;
  /** What it is for, as text for people. */
  readonly description?: string | undefined;
  /** How it can be paid. */
  readonly supportedBillingPeriods?: 'month' | 'annual' | 'both' | undefined;
}

/** Parameters of {@link BillingApi.getSubscriptionItemList}. */
export interface GetBillingSubscriptionItemListParams extends PaginationParams {
  /** Only those in this state. */
  readonly status?: 'active' | 'ended' | 'past_due' | 'upcoming' | 'free_trial' | undefined;
  /** Only those of organizations, or only those of users. */
  readonly payerType?: 'org' | 'user' | undefined;
  /** Only those of this plan. */
  readonly planId?: string | undefined;
  /** Whether free plans are included. Default false. */
  readonly includeFree?: boolean | undefined;
  /** Text that part of the name or e-mail address of the payer contains. */
  readonly query?: string | undefined;
}

/** Parameters of {@link BillingApi.createPriceTransition}. */
export interface CreateBillingPriceTransitionParams {
  /** The present price. */
  readonly fromPriceId: string;
  /** The new price. */
  readonly toPriceId: string;
}

/** Parameters of {@link BillingApi.applyDiscount}. */
export interface ApplyBillingDiscountParams {
  /** The discount. */
  readonly discountId: string;
}

/** Plans and subscriptions. Experimental. */
export interface BillingApi {
  /**
   * Gets the plans.
   * @throws {ClerkAPIResponseError} 400, 401, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/plans}
   */
  getPlanList(params?: GetPlanListParams, options?: CallOptions): PagePromise<BillingPlan>;
  /**
   * Cancels one plan of a subscription, at the end of the period or at once.
   * @param subscriptionItemId - `csub_item_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /billing/subscription_items/\{subscription_item_id\}}
   */
  cancelSubscriptionItem(
    subscriptionItemId: string,
    params?: CancelSubscriptionItemParams,
    options?: CallOptions,
  ): Promise<BillingSubscriptionItem>;
  /**
   * Makes a free trial longer.
   * @param subscriptionItemId - `csub_item_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /billing/subscription_items/\{subscription_item_id\}/extend_free_trial}
   */
  extendSubscriptionItemFreeTrial(
    subscriptionItemId: string,
    params: ExtendSubscriptionItemFreeTrialParams,
    options?: CallOptions,
  ): Promise<BillingSubscriptionItem>;
  /**
   * Gets what an organization has subscribed to.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/billing/subscription}
   */
  getOrganizationBillingSubscription(organizationId: string, options?: CallOptions): Promise<BillingSubscription>;
  /**
   * Gets what a user has subscribed to.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/billing/subscription}
   */
  getUserBillingSubscription(userId: string, options?: CallOptions): Promise<BillingSubscription>;
  /**
   * Gets the credit balance of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/billing/credits}
   */
  getUserCreditBalance(userId: string, options?: CallOptions): Promise<BillingCreditBalance>;
  /**
   * Changes the credit balance of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/billing/credits}
   */
  adjustUserCreditBalance(
    userId: string,
    params: AdjustCreditBalanceParams,
    options?: CallOptions,
  ): Promise<BillingCreditLedger>;
  /**
   * Gets the credit balance of an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /organizations/\{organization_id\}/billing/credits}
   */
  getOrganizationCreditBalance(organizationId: string, options?: CallOptions): Promise<BillingCreditBalance>;
  /**
   * Changes the credit balance of an organization.
   * @param organizationId - `org_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /organizations/\{organization_id\}/billing/credits}
   */
  adjustOrganizationCreditBalance(
    organizationId: string,
    params: AdjustCreditBalanceParams,
    options?: CallOptions,
  ): Promise<BillingCreditLedger>;
  /**
   * Gets the prices of plans.
   * @throws {ClerkAPIResponseError} 400, 401, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/prices}
   */
  getPriceList(params?: GetBillingPriceListParams, options?: CallOptions): PagePromise<BillingPrice>;
  /**
   * Makes a price for a plan.
   * @throws {ClerkAPIResponseError} 400, 401, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /billing/prices}
   */
  createPrice(params: CreateBillingPriceParams, options?: CallOptions): Promise<BillingPrice>;
  /**
   * Gets the plans that payers have subscribed to.
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/subscription_items}
   */
  getSubscriptionItemList(
    params?: GetBillingSubscriptionItemListParams,
    options?: CallOptions,
  ): PagePromise<BillingSubscriptionItem>;
  /**
   * Moves a subscription item to another price. Answers what changed, as the service sends it.
   * @param subscriptionItemId - `csub_item_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /billing/subscription_items/\{subscription_item_id\}/price_transition}
   */
  createPriceTransition(
    subscriptionItemId: string,
    params: CreateBillingPriceTransitionParams,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Applies a discount to a subscription item.
   * @param subscriptionItemId - `csub_item_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /billing/subscription_items/\{subscription_item_id\}/discounts}
   */
  applyDiscount(
    subscriptionItemId: string,
    params: ApplyBillingDiscountParams,
    options?: CallOptions,
  ): Promise<BillingDiscountRedemption>;
  /**
   * Removes a discount from a subscription item.
   * @param subscriptionItemId - `csub_item_…`
   * @param discountId - identifier of the discount
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /billing/subscription_items/\{subscription_item_id\}/discounts/\{discount_id\}}
   */
  removeDiscount(
    subscriptionItemId: string,
    discountId: string,
    options?: CallOptions,
  ): Promise<BillingDiscountRedemption>;
  /**
   * Gets the statements of all payers.
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/statements}
   */
  getStatementList(params?: PaginationParams, options?: CallOptions): PagePromise<BillingStatement>;
  /**
   * Gets a statement.
   * @param statementId - identifier of the statement
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/statements/\{statement_id\}}
   */
  getStatement(statementId: string, options?: CallOptions): Promise<BillingStatement>;
  /**
   * Gets the attempts to charge the amount of a statement.
   * @param statementId - identifier of the statement
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /billing/statements/\{statement_id\}/payment_attempts}
   */
  getStatementPaymentAttemptList(
    statementId: string,
    params?: PaginationParams,
    options?: CallOptions,
  ): PagePromise<BillingPaymentAttempt>;
}

/** Routes of {@link BillingApi}. */
export const billing = endpoints<BillingApi>()({
  getPlanList: ['GET /billing/plans', { list: true }],
  cancelSubscriptionItem: 'DELETE /billing/subscription_items/{subscriptionItemId}',
  extendSubscriptionItemFreeTrial: 'POST /billing/subscription_items/{subscriptionItemId}/extend_free_trial',
  getOrganizationBillingSubscription: 'GET /organizations/{organizationId}/billing/subscription',
  getUserBillingSubscription: 'GET /users/{userId}/billing/subscription',
  getUserCreditBalance: 'GET /users/{userId}/billing/credits',
  adjustUserCreditBalance: 'POST /users/{userId}/billing/credits',
  getOrganizationCreditBalance: 'GET /organizations/{organizationId}/billing/credits',
  adjustOrganizationCreditBalance: 'POST /organizations/{organizationId}/billing/credits',
  getPriceList: ['GET /billing/prices', { list: true, query: { paginated: 'true' } }],
  createPrice: 'POST /billing/prices',
  getSubscriptionItemList: ['GET /billing/subscription_items', { list: true, query: { paginated: 'true' } }],
  createPriceTransition: 'POST /billing/subscription_items/{subscriptionItemId}/price_transition',
  applyDiscount: 'POST /billing/subscription_items/{subscriptionItemId}/discounts',
  removeDiscount: 'DELETE /billing/subscription_items/{subscriptionItemId}/discounts/{discountId}',
  getStatementList: ['GET /billing/statements', { list: true, query: { paginated: 'true' } }],
  getStatement: 'GET /billing/statements/{statementId}',
  getStatementPaymentAttemptList: [
    'GET /billing/statements/{statementId}/payment_attempts',
    { list: true, query: { paginated: 'true' } },
  ],
});
