import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import { updateSession } from '../sessions/find-session.js';
import { Collection, type Row } from '../store/collection.js';
import type { SessionRow } from '../store/tables.js';
import { checkTotp, findAuthenticatorApp } from '../users/authenticator-app.js';
import { spendBackupCode } from '../users/backup-code.js';
import { requireUser } from '../users/change-user.js';
import type { PhoneNumberRow } from '../users/phone-number.js';
import type { UserRecord } from '../users/user-record.js';
import { checkVerificationCode, sendVerificationCode } from '../users/verification-code.js';
import { signInSteps } from './sign-in-steps.js';
import { strategies } from './strategies.js';
import { unsupportedStrategy } from './strategy.js';

/** Which factors a person must prove again. */
export const reverificationLevels = ['first_factor', 'second_factor', 'multi_factor'] as const;

export type ReverificationLevel = (typeof reverificationLevels)[number];

/** A person proves again who they are. Scope: the session, which has one at most. */
export interface Reverification {
  readonly level: ReverificationLevel;
  readonly status: 'needs_first_factor' | 'needs_second_factor' | 'complete';
  /** The strategy that was prepared or proved; null: none yet. */
  readonly firstStrategy: string | null;
  readonly secondStrategy: string | null;
}

export type ReverificationRow = Row<Reverification>;

const reverifications = new Collection<Reverification>('session_reverification', {
  idPrefix: 'sver',
  uniqueBy: (_row, sessionId) => sessionId,
});

/** Strategies that prove the presence of the person again; tickets and providers do not. */
const firstStrategies = ['password', 'email_code', 'phone_code', 'passkey'] as const;

/** The steps of a reverification. */
export const reverificationSteps = {
  /** Starts from the beginning. Without a second factor, a person proves the first one. */
  async start(instance: Instance, session: SessionRow, level: ReverificationLevel): Promise<ReverificationRow> {
    const record = await requireUser(instance, session.userId);
    const hasSecond = (await secondFactorsOf(instance, record)).length > 0;
    const status = level === 'second_factor' && hasSecond ? 'needs_second_factor' : 'needs_first_factor';
    await reverifications.deleteScope(instance.db, session.id);
    const data = {
      level: hasSecond ? level : 'first_factor',
      status,
      firstStrategy: null,
      secondStrategy: null,
    } as const;
    return reverifications.insert(instance, data, { scope: session.id });
  },

  /** Sends what a first factor needs, such as a code. */
  async prepareFirst(instance: Instance, session: SessionRow, body: RequestBody): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_first_factor');
    const strategy = await readFirstStrategy(instance, session, body);
    await signInSteps.prepare(instance, { userId: session.userId, strategy, body });
    return reverifications.update(instance, row, { firstStrategy: strategy });
  },

  /** Checks a first factor. @throws {ApiError} as a sign-in */
  async attemptFirst(instance: Instance, session: SessionRow, body: RequestBody): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_first_factor');
    const strategy = await readFirstStrategy(instance, session, body);
    const { userId } = await signInSteps.verify(instance, { userId: session.userId, strategy, body });
    if (userId !== session.userId) throw unsupportedStrategy(strategy);
    await updateSession(instance.db, session.id, { firstFactorVerifiedAt: instance.now() });
    const status = row.level === 'multi_factor' ? 'needs_second_factor' : 'complete';
    return reverifications.update(instance, row, { firstStrategy: strategy, status });
  },

  /** Sends a code to a phone number. */
  async prepareSecond(instance: Instance, session: SessionRow, body: RequestBody): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_second_factor');
    const strategy = body.string('strategy') ?? 'phone_code';
    if (strategy !== 'phone_code') throw unsupportedStrategy(strategy);
    const record = await requireUser(instance, session.userId);
    const wanted = body.string('phone_number_id');
    const phone = secondFactorPhones(record).find(({ id }) => !wanted || id === wanted);
    if (!phone) throw new NotFoundError('The user has no such phone number as a second factor.');
    sendVerificationCode(instance, phone.phoneNumber);
    return reverifications.update(instance, row, { secondStrategy: strategy });
  },

  /** Checks a second factor. @throws {ParameterError} `form_code_incorrect`, `strategy_for_user_invalid` */
  async attemptSecond(instance: Instance, session: SessionRow, body: RequestBody): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_second_factor');
    const strategy = body.requiredString('strategy');
    await checkSecondFactor(instance, session.userId, strategy, body.requiredString('code'));
    await updateSession(instance.db, session.id, { secondFactorVerifiedAt: instance.now() });
    return reverifications.update(instance, row, { secondStrategy: strategy, status: 'complete' });
  },
} as const;

/** The entries of `supported_first_factors`. */
export function firstFactorsOf(record: UserRecord): readonly object[] {
  return firstStrategies.flatMap((name) => strategies[name]?.listFactors(record) ?? []);
}

/** The entries of `supported_second_factors`. */
export async function secondFactorsOf(instance: Instance, record: UserRecord): Promise<readonly object[]> {
  const phones = secondFactorPhones(record).map(({ id, phoneNumber }) => ({
    strategy: 'phone_code',
    phone_number_id: id,
    safe_identifier: phoneNumber,
  }));
  const app = await findAuthenticatorApp(instance, record.user.id);
  const factors = [...(app ? [{ strategy: 'totp' }] : []), ...phones];
  return factors.length > 0 && record.hasBackupCodes ? [...factors, { strategy: 'backup_code' }] : factors;
}

function secondFactorPhones({ phoneNumbers }: UserRecord): readonly PhoneNumberRow[] {
  return phoneNumbers.filter(({ verified, reservedForSecondFactor }) => verified && reservedForSecondFactor);
}

async function checkSecondFactor(instance: Instance, userId: string, strategy: string, code: string): Promise<void> {
  const factors = await secondFactorsOf(instance, await requireUser(instance, userId));
  if (!factors.some((factor) => 'strategy' in factor && factor.strategy === strategy))
    throw unsupportedStrategy(strategy);
  if (strategy === 'phone_code') return checkVerificationCode(code);
  const app = strategy === 'totp' ? await findAuthenticatorApp(instance, userId) : undefined;
  if (app) return checkTotp(instance, app, code);
  if (await spendBackupCode(instance, userId, code)) return;
  throw new ParameterError('form_code_incorrect', 'is incorrect', 'code', 'Incorrect code');
}

async function readFirstStrategy(instance: Instance, session: SessionRow, body: RequestBody): Promise<string> {
  const strategy = body.requiredString('strategy');
  const factors = firstFactorsOf(await requireUser(instance, session.userId));
  if (factors.some((factor) => 'strategy' in factor && factor.strategy === strategy)) return strategy;
  throw unsupportedStrategy(strategy);
}

async function requireState(
  instance: Instance,
  session: SessionRow,
  status: Reverification['status'],
): Promise<ReverificationRow> {
  const row = await reverifications.findWhere(instance.db, { scope: session.id });
  if (!row) {
    throw new ApiError(
      400,
      'session_reverification_missing',
      'is missing',
      'Start the verification of the session first.',
    );
  }
  if (row.status === status) return row;
  throw new ApiError(
    400,
    'invalid_action_for_session_reverification',
    'Invalid action for session reverification',
    `The verification of the session is not ready for this: its status is ${row.status}.`,
  );
}
