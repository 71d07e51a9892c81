import { Collection, type Row } from '../store/collection.js';
import { ApiError } from '../errors/api-error.js';
import type { BillingDiscountRedemptionJSON } from '@acme/backend/wire';

/** Discounts. Scope: the subscription item. */
export const discounts = new Collection<{ readonly discountId: string }>('discount', {
  idPrefix: 'cdred',
  uniqueBy: ({ discountId }, itemId) => `${itemId} ${discountId}`,
  taken: () => new ApiError(409, 'duplicate_record', 'duplicate record', 'The discount applies already.'),
});

export function discountJSON(
  row: Row<{ readonly discountId: string }>,
  status: 'active' | 'removed',
): BillingDiscountRedemptionJSON {
  return {
    object: 'commerce_discount_redemption',
    id: row.id,
    subscription_item_id: row.scope,
    discount_id: row.discountId,
    source: 'manual',
    effect: 'percentage',
    percent_off: 0,
    amount_off: null,
    cycles_remaining: null,
    cycles_applied: 0,
    status,
    redeemed_at: row.createdAt,
    redeemed_by: null,
  };
}
