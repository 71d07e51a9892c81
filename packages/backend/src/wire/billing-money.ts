/** An amount of money. */
export interface BillingMoneyAmountJSON {
  /** The amount in the smallest unit of the currency, for example cents. */
  readonly amount: number;
  /** The amount as text, without the symbol, for example `9.99`. */
  readonly amount_formatted: string;
  /** ISO 4217 code in upper case, for example `USD`. */
  readonly currency: string;
  /** Symbol of the currency, for example `$`. */
  readonly currency_symbol: string;
}

/** One step of a price per unit. */
export interface BillingPerUnitTierJSON {
  /** Number of units in this step; null for all further ones. */
  readonly quantity: number | null;
  /** Price of one block of units. */
  readonly fee_per_block: BillingMoneyAmountJSON;
  /** Total of the step. */
  readonly total: BillingMoneyAmountJSON;
}

/** Total for the use of one kind of unit, for example seats. */
export interface BillingPerUnitTotalJSON {
  /** Name of the unit. */
  readonly name: string;
  /** Number of units sold together. */
  readonly block_size: number;
  readonly tiers: readonly BillingPerUnitTierJSON[];
}

/** Seats of a subscription item. */
export interface BillingSubscriptionItemSeatsJSON {
  /** Number of seats; null for no limit. */
  readonly quantity: number | null;
  readonly tiers?: readonly BillingPerUnitTierJSON[];
}

/** What a payer gets back for the unused part of a plan that was left. */
export interface BillingProrationCreditJSON {
  readonly amount: BillingMoneyAmountJSON;
  /** Days left in the period. */
  readonly cycle_days_remaining: number;
  /** Days in the period. */
  readonly cycle_days_total: number;
  /** Part of the period that is left, in percent. */
  readonly cycle_remaining_percent: number;
}

/** Balance of a payer and how much of it was used. */
export interface BillingPayerCreditJSON {
  readonly remaining_balance: BillingMoneyAmountJSON;
  readonly applied_amount: BillingMoneyAmountJSON;
}

/** Credits taken off a charge. */
export interface BillingCreditsJSON {
  readonly proration?: BillingProrationCreditJSON | null;
  readonly payer?: BillingPayerCreditJSON | null;
  readonly total: BillingMoneyAmountJSON;
}

/** What is not charged because the period has begun already. */
export interface BillingProrationDiscountJSON {
  readonly amount: BillingMoneyAmountJSON;
  /** Days gone by in the period. */
  readonly cycle_days_passed: number;
  /** Days in the period. */
  readonly cycle_days_total: number;
  /** Part of the period that has gone by, in percent. */
  readonly cycle_passed_percent: number;
}

/** A discount that was applied. */
export interface BillingAppliedDiscountJSON {
  /** What it took off. */
  readonly amount: BillingMoneyAmountJSON;
  readonly discount_id?: string;
  /** Name shown to people. */
  readonly name?: string;
  /** `percentage` or `amount`. */
  readonly effect?: string;
  /** Percentage taken off. */
  readonly percent_off?: number;
  /** Amount taken off. */
  readonly amount_off?: BillingMoneyAmountJSON | null;
  /** Code it was claimed with. */
  readonly promo_code?: string | null;
  /** Number of periods it still applies to; null for all. */
  readonly cycles_remaining?: number | null;
  /** Number of periods it applies to in all; null for all. */
  readonly duration_in_cycles?: number | null;
}

/** Discounts taken off a charge. */
export interface BillingDiscountsJSON {
  readonly proration?: BillingProrationDiscountJSON | null;
  readonly discount?: BillingAppliedDiscountJSON | null;
  readonly total: BillingMoneyAmountJSON;
}

/** Total of every further period. */
export interface BillingPeriodTotalsJSON {
  readonly subtotal: BillingMoneyAmountJSON;
  readonly base_fee: BillingMoneyAmountJSON;
  readonly tax_total: BillingMoneyAmountJSON;
  readonly grand_total: BillingMoneyAmountJSON;
  readonly per_unit_totals?: readonly BillingPerUnitTotalJSON[];
}

/** How a charge is made up. */
export interface BillingTotalsJSON {
  /** Before taxes. */
  readonly subtotal: BillingMoneyAmountJSON;
  /** The part that does not depend on use. */
  readonly base_fee?: BillingMoneyAmountJSON | null;
  readonly tax_total: BillingMoneyAmountJSON;
  /** After taxes. */
  readonly grand_total: BillingMoneyAmountJSON;
  readonly total_due_after_free_trial?: BillingMoneyAmountJSON | null;
  readonly credit?: BillingMoneyAmountJSON | null;
  readonly credits?: BillingCreditsJSON | null;
  readonly discounts?: BillingDiscountsJSON | null;
  readonly past_due?: BillingMoneyAmountJSON | null;
  readonly total_due_now?: BillingMoneyAmountJSON;
  readonly per_unit_totals?: readonly BillingPerUnitTotalJSON[];
  readonly totals_due_per_period?: BillingPeriodTotalsJSON;
  readonly total_due_per_period?: BillingMoneyAmountJSON;
}

/** A future charge. */
export interface BillingNextPaymentJSON {
  /** When it is charged; Unix time in ms. */
  readonly date: number;
  readonly amount: BillingMoneyAmountJSON;
  readonly per_unit_totals?: readonly BillingPerUnitTotalJSON[];
  readonly totals?: BillingTotalsJSON;
}
