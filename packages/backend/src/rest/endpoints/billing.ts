import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint.js';
import type { PagePromise } from '../paginate.js';
import type { BillingPlan } from '../resources/billing-plan.js';
import type { BillingSubscription, BillingSubscriptionItem } from '../resources/billing-subscription.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link BillingApi.getPlanList}. */
export interface GetPlanListParams extends PaginationParams {
  /** Who can subscribe: organizations or users. */
  readonly payerType?: 'org' | 'user';
}

/** Parameters of {@link BillingApi.cancelSubscriptionItem}. */
export interface CancelSubscriptionItemParams {
  /** Whether it ends at once. Default false: at the end of the period. */
  readonly endNow?: boolean;
}

/** Parameters of {@link BillingApi.extendSubscriptionItemFreeTrial}. */
export interface ExtendSubscriptionItemFreeTrialParams {
  /** When the trial shall end. */
  readonly extendTo: Date;
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
}

/** Routes of {@link BillingApi}. */
export const billing = endpoints<BillingApi>()({
  getPlanList: ['GET /billing/plans', { list: true }],
  cancelSubscriptionItem: 'DELETE /billing/subscription_items/{subscriptionItemId}',
  extendSubscriptionItemFreeTrial: 'POST /billing/subscription_items/{subscriptionItemId}/extend_free_trial',
  getOrganizationBillingSubscription: 'GET /organizations/{organizationId}/billing/subscription',
  getUserBillingSubscription: 'GET /users/{userId}/billing/subscription',
});
