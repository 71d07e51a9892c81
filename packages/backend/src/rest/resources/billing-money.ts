import type {
  BillingAppliedDiscountJSON,
  BillingCreditsJSON,
  BillingDiscountsJSON,
  BillingMoneyAmountJSON,
  BillingNextPaymentJSON,
  BillingPerUnitTierJSON,
  BillingPerUnitTotalJSON,
  BillingPeriodTotalsJSON,
  BillingTotalsJSON,
  BillingSubscriptionItemSeatsJSON,
} from '../../wire/billing-money.js';

/** An amount of money. */
export interface BillingMoneyAmount {
  /** The amount in the smallest unit of the currency, for example cents. */
  readonly amount: number;
  /** The amount as text, without the symbol, for example `9.99`. */
  readonly amountFormatted: string;
  /** ISO 4217 code in upper case, for example `USD`. */
  readonly currency: string;
  /** Symbol of the currency, for example `$`. */
  readonly currencySymbol: string;
}

/** One step of a price per unit. */
export interface BillingPerUnitTier {
  /** Number of units in this step; null for all further ones. */
  readonly quantity: number | null;
  /** Price of one block of units. */
  readonly feePerBlock: BillingMoneyAmount;
  /** Total of the step. */
  readonly total: BillingMoneyAmount;
}

/** Total for the use of one kind of unit, for example seats. */
export interface BillingPerUnitTotal {
  /** Name of the unit. */
  readonly name: string;
  /** Number of units sold together. */
  readonly blockSize: number;
  readonly tiers: readonly BillingPerUnitTier[];
}

/** Seats of a subscription item. */
export interface BillingSubscriptionItemSeats {
  /** Number of seats; null for no limit. */
  readonly quantity: number | null;
  readonly tiers?: readonly BillingPerUnitTier[];
}

/** Credits taken off a charge. */
export interface BillingCredits {
  /** For the unused part of a plan that was left. */
  readonly proration: {
    readonly amount: BillingMoneyAmount;
    /** Days left in the period. */
    readonly cycleDaysRemaining: number;
    /** Days in the period. */
    readonly cycleDaysTotal: number;
    /** Part of the period that is left, in percent. */
    readonly cycleRemainingPercent: number;
  } | null;
  /** From the balance of the payer. */
  readonly payer: {
    readonly remainingBalance: BillingMoneyAmount;
    readonly appliedAmount: BillingMoneyAmount;
  } | null;
  readonly total: BillingMoneyAmount;
}

/** A discount that was applied. */
export interface BillingAppliedDiscount {
  /** What it took off. */
  readonly amount: BillingMoneyAmount;
  readonly discountId?: string | undefined;
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** `percentage` or `amount`. */
  readonly effect?: string | undefined;
  /** Percentage taken off. */
  readonly percentOff?: number | undefined;
  /** Amount taken off. */
  readonly amountOff?: BillingMoneyAmount | undefined;
  /** Code it was claimed with. */
  readonly promoCode?: string | null | undefined;
  /** Number of periods it still applies to; null for all. */
  readonly cyclesRemaining?: number | null | undefined;
  /** Number of periods it applies to in all; null for all. */
  readonly durationInCycles?: number | null | undefined;
}

/** Discounts taken off a charge. */
export interface BillingDiscounts {
  /** Because the period has begun already. */
  readonly proration: {
    readonly amount: BillingMoneyAmount;
    /** Days gone by in the period. */
    readonly cycleDaysPassed: number;
    /** Days in the period. */
    readonly cycleDaysTotal: number;
    /** Part of the period that has gone by, in percent. */
    readonly cyclePassedPercent: number;
  } | null;
  readonly discount?: BillingAppliedDiscount;
  readonly total: BillingMoneyAmount;
}

/** Total of every further period. */
export interface BillingPeriodTotals {
  readonly subtotal: BillingMoneyAmount;
  readonly baseFee: BillingMoneyAmount;
  readonly taxTotal: BillingMoneyAmount;
  readonly grandTotal: BillingMoneyAmount;
  readonly perUnitTotals?: readonly BillingPerUnitTotal[];
}

/** How a charge is made up. */
export interface BillingTotals {
  /** Before taxes. */
  readonly subtotal: BillingMoneyAmount;
  /** The part that does not depend on use. */
  readonly baseFee: BillingMoneyAmount | null;
  readonly taxTotal: BillingMoneyAmount;
  /** After taxes. */
  readonly grandTotal: BillingMoneyAmount;
  readonly totalDueAfterFreeTrial: BillingMoneyAmount | null | undefined;
  readonly credit: BillingMoneyAmount | null | undefined;
  readonly credits: BillingCredits | null;
  readonly discounts: BillingDiscounts | null;
  readonly pastDue: BillingMoneyAmount | null | undefined;
  readonly totalDueNow?: BillingMoneyAmount;
  readonly perUnitTotals?: readonly BillingPerUnitTotal[];
  readonly totalsDuePerPeriod?: BillingPeriodTotals;
  readonly totalDuePerPeriod?: BillingMoneyAmount;
}

/** A future charge. */
export interface BillingNextPayment {
  /** When it is charged; Unix time in ms. */
  readonly date: number;
  readonly amount: BillingMoneyAmount;
  readonly perUnitTotals?: readonly BillingPerUnitTotal[];
  readonly totals?: BillingTotals;
}

function money(json: BillingMoneyAmountJSON): BillingMoneyAmount {
  return {
    amount: json.amount,
    amountFormatted: json.amount_formatted,
    currency: json.currency,
    currencySymbol: json.currency_symbol,
  };
}

/** Null and absent stay what they are. */
function keepEmpty(json: BillingMoneyAmountJSON | null | undefined): BillingMoneyAmount | null | undefined {
  return json ? money(json) : json;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** An amount, or null if there is none. */
export function moneyOrNull(value: unknown): BillingMoneyAmount | null {
  return isObject(value) ? money(value as BillingMoneyAmountJSON) : null;
}

/** An amount, or undefined if there is none. */
export function moneyIfAny(value: unknown): BillingMoneyAmount | undefined {
  return moneyOrNull(value) ?? undefined;
}

function tier(json: BillingPerUnitTierJSON): BillingPerUnitTier {
  return { quantity: json.quantity, feePerBlock: money(json.fee_per_block), total: money(json.total) };
}

function perUnitTotal(json: BillingPerUnitTotalJSON): BillingPerUnitTotal {
  return { name: json.name, blockSize: json.block_size, tiers: json.tiers.map(tier) };
}

function credits(json: BillingCreditsJSON): BillingCredits {
  const { proration, payer } = json;
  return {
    proration: proration
      ? {
          amount: money(proration.amount),
          cycleDaysRemaining: proration.cycle_days_remaining,
          cycleDaysTotal: proration.cycle_days_total,
          cycleRemainingPercent: proration.cycle_remaining_percent,
        }
      : null,
    payer: payer
      ? { remainingBalance: money(payer.remaining_balance), appliedAmount: money(payer.applied_amount) }
      : null,
    total: money(json.total),
  };
}

function appliedDiscount(json: BillingAppliedDiscountJSON): BillingAppliedDiscount {
  return {
    amount: money(json.amount),
    discountId: json.discount_id,
    name: json.name,
    effect: json.effect,
    percentOff: json.percent_off,
    amountOff: moneyIfAny(json.amount_off),
    promoCode: json.promo_code,
    cyclesRemaining: json.cycles_remaining,
    durationInCycles: json.duration_in_cycles,
  };
}

function discounts(json: BillingDiscountsJSON): BillingDiscounts {
  const { proration, discount } = json;
  return {
    proration: proration
      ? {
          amount: money(proration.amount),
          cycleDaysPassed: proration.cycle_days_passed,
          cycleDaysTotal: proration.cycle_days_total,
          cyclePassedPercent: proration.cycle_passed_percent,
        }
      : null,
    ...(discount ? { discount: appliedDiscount(discount) } : {}),
    total: money(json.total),
  };
}

function periodTotals(json: BillingPeriodTotalsJSON): BillingPeriodTotals {
  return {
    subtotal: money(json.subtotal),
    baseFee: money(json.base_fee),
    taxTotal: money(json.tax_total),
    grandTotal: money(json.grand_total),
    ...(json.per_unit_totals ? { perUnitTotals: json.per_unit_totals.map(perUnitTotal) } : {}),
  };
}

function totals(json: BillingTotalsJSON): BillingTotals {
  return {
    subtotal: money(json.subtotal),
    baseFee: json.base_fee ? money(json.base_fee) : null,
    taxTotal: money(json.tax_total),
    grandTotal: money(json.grand_total),
    totalDueAfterFreeTrial: keepEmpty(json.total_due_after_free_trial),
    credit: keepEmpty(json.credit),
    credits: json.credits ? credits(json.credits) : null,
    discounts: json.discounts ? discounts(json.discounts) : null,
    pastDue: keepEmpty(json.past_due),
    ...(json.total_due_now ? { totalDueNow: money(json.total_due_now) } : {}),
    ...(json.per_unit_totals ? { perUnitTotals: json.per_unit_totals.map(perUnitTotal) } : {}),
    ...(json.totals_due_per_period ? { totalsDuePerPeriod: periodTotals(json.totals_due_per_period) } : {}),
    ...(json.total_due_per_period ? { totalDuePerPeriod: money(json.total_due_per_period) } : {}),
  };
}

/** The coming charge, or null if there is none. */
export function nextPaymentOrNull(value: unknown): BillingNextPayment | null {
  if (!isObject(value)) return null;
  const json = value as BillingNextPaymentJSON;
  return {
    date: json.date,
    amount: money(json.amount),
    ...(json.per_unit_totals ? { perUnitTotals: json.per_unit_totals.map(perUnitTotal) } : {}),
    ...(json.totals ? { totals: totals(json.totals) } : {}),
  };
}

/** The coming charge; absent and null stay what they are. */
export function nextPayment(value: unknown): BillingNextPayment | null | undefined {
  return value === undefined ? undefined : nextPaymentOrNull(value);
}

/** Seats, or undefined if the plan has none. */
export function seats(value: unknown): BillingSubscriptionItemSeats | undefined {
  if (!isObject(value)) return undefined;
  const json = value as BillingSubscriptionItemSeatsJSON;
  return { quantity: json.quantity, ...(json.tiers ? { tiers: json.tiers.map(tier) } : {}) };
}
