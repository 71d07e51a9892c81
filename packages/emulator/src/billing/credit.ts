import { Collection, type Row } from '../store/collection.js';
import type { Page } from '../store/page.js';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { BillingCreditBalanceJSON, BillingCreditLedgerJSON } from '@acme/backend/wire';
import { money } from './plans.js';
import type { RequestBody } from '../http/request-body.js';

/** A change of a payer's credit, in cents. Scope: the payer. */
export interface Credit {
  readonly amount: number;
  readonly currency: string;
  readonly note: string | null;
  readonly idempotencyKey: string;
}

const credits = new Collection<Credit>('credit', {
  idPrefix: 'ccred',
  uniqueBy: ({ idempotencyKey }, payerId) => `${payerId} ${idempotencyKey}`,
  taken: () => new ApiError(409, 'duplicate_record', 'duplicate record', 'This idempotency key was used already.'),
});

export async function creditBalanceJSON({ db }: Instance, payerId: string): Promise<BillingCreditBalanceJSON> {
  const rows = await credits.list(db, { scope: payerId });
  const total = rows.reduce((sum, { amount }) => sum + amount, 0);
  return { object: 'commerce_credit_balance', balance: money(total, rows[0]?.currency) };
}

export async function adjustCredit(
  instance: Instance,
  payerId: string,
  body: RequestBody,
): Promise<BillingCreditLedgerJSON> {
  const amount = body.integer('amount') ?? 0;
  const sign = body.word('action', ['increase', 'decrease']) === 'decrease' ? -1 : 1;
  const before = (await creditBalanceJSON(instance, payerId)).balance?.amount ?? 0;
  if (before + sign * amount < 0)
    throw new ApiError(422, 'insufficient_credit_balance', 'insufficient balance', 'There is not that much credit.');
  const row = await credits.insert(
    instance,
    {
      amount: sign * amount,
      currency: (body.string('currency') || 'usd').toLowerCase(),
      note: body.string('note') ?? null,
      idempotencyKey: body.requiredString('idempotency_key'),
    },
    { scope: payerId },
  );
  return creditJSON(row);
}

/** The changes of a payer's credit, the newest first. */
export async function pageCredits(
  { db }: Instance,
  payerId: string,
  page: Page,
): Promise<{ readonly data: readonly BillingCreditLedgerJSON[]; readonly total: number }> {
  const { rows, total } = await credits.page(db, { scope: payerId, page });
  return { data: rows.map(creditJSON), total };
}

function creditJSON(row: Row<Credit>): BillingCreditLedgerJSON {
  return {
    object: 'commerce_credit_ledger',
    id: row.id,
    payer_id: row.scope,
    amount: money(row.amount, row.currency),
    source_type: 'manual',
    source_id: row.id,
    note: row.note,
    created_at: new Date(row.createdAt).toISOString(),
  };
}
