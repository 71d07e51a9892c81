import { ApiError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { updateSession } from '../sessions/find-session.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { Collection, type Row } from '../store/collection.js';
import type { SessionRow } from '../store/tables.js';
import { requireUser } from '../users/change-user.js';
import type { UserRecord } from '../users/user-record.js';
import {
  newVerification,
  requireOpen,
  unsupportedStrategy,
  verified,
  withFailure,
  type AttemptVerification,
} from './attempt-verification.js';
import { findStrategy, firstFactors, secondFactors } from './strategies.js';
import type { SignInFactor, StrategyStep } from './strategy.js';

/** Which factors a person must prove again. */
export const reverificationLevels = ['first_factor', 'second_factor', 'multi_factor'] as const;

export type ReverificationLevel = (typeof reverificationLevels)[number];

/** A person proves again who they are. Scope: the session, which has one at most. */
export interface Reverification {
  readonly level: ReverificationLevel;
  readonly status: 'needs_first_factor' | 'needs_second_factor' | 'complete';
  /** What was prepared or proved; null: nothing yet. */
  readonly first: AttemptVerification | null;
  readonly second: AttemptVerification | null;
}

export type ReverificationRow = Row<Reverification>;

const reverifications = new Collection<Reverification>('session_reverification', {
  idPrefix: 'sver',
  uniqueBy: (_row, sessionId) => sessionId,
});

/** What a browser sends in a step. */
export interface ReverificationInput {
  readonly body: RequestBody;
  /** Origin of the application that calls. */
  readonly origin: string | undefined;
}

/** The steps of a reverification. They use the strategies of sign-ins. */
export const reverificationSteps = {
  /** Starts from the beginning. Without a second factor, a person proves the first one. */
  async start(instance: Instance, session: SessionRow, level: ReverificationLevel): Promise<ReverificationRow> {
    const record = await requireUser(instance, session.userId);
    const hasSecond = (await secondFactorsOf(instance, record)).length > 0;
    const status = level === 'second_factor' && hasSecond ? 'needs_second_factor' : 'needs_first_factor';
    const data = { level: hasSecond ? level : 'first_factor', status, first: null, second: null } as const;
    return oneAtATime(instance.db, `reverification of ${session.id}`, async () => {
      await reverifications.deleteScope(instance.db, session.id);
      return reverifications.insert(instance, data, { scope: session.id });
    });
  },

  /** Sends what a first factor needs, such as a code. */
  async prepareFirst(instance: Instance, session: SessionRow, input: ReverificationInput): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_first_factor');
    const strategy = input.body.requiredString('strategy');
    await checkOffered(instance, session, strategy, firstFactorsOf);
    return reverifications.update(instance, row, { first: await prepare(instance, session, strategy, input) });
  },

  /** Checks a first factor. @throws {ApiError} as a sign-in */
  async attemptFirst(instance: Instance, session: SessionRow, input: ReverificationInput): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_first_factor');
    const strategy = input.body.requiredString('strategy');
    await checkOffered(instance, session, strategy, firstFactorsOf);
    const first = await verify(instance, session, row, 'first', strategy, input);
    await updateSession(instance.db, session.id, { firstFactorVerifiedAt: instance.now() });
    const status = row.level === 'multi_factor' ? 'needs_second_factor' : 'complete';
    return reverifications.update(instance, row, { first, status });
  },

  /** Sends a code to a phone number. */
  async prepareSecond(instance: Instance, session: SessionRow, input: ReverificationInput): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_second_factor');
    const strategy = input.body.string('strategy') ?? 'phone_code';
    await checkOffered(instance, session, strategy, secondFactorsOf);
    return reverifications.update(instance, row, { second: await prepare(instance, session, strategy, input) });
  },

  /** Checks a second factor. @throws {ParameterError} `form_code_incorrect`, `strategy_for_user_invalid` */
  async attemptSecond(instance: Instance, session: SessionRow, input: ReverificationInput): Promise<ReverificationRow> {
    const row = await requireState(instance, session, 'needs_second_factor');
    const strategy = input.body.requiredString('strategy');
    await checkOffered(instance, session, strategy, secondFactorsOf);
    const second = await verify(instance, session, row, 'second', strategy, input);
    await updateSession(instance.db, session.id, { secondFactorVerifiedAt: instance.now() });
    return reverifications.update(instance, row, { second, status: 'complete' });
  },
} as const;

/** The entries of `supported_first_factors`. */
export async function firstFactorsOf(instance: Instance, record: UserRecord): Promise<readonly SignInFactor[]> {
  const factors = firstFactors(record, await instanceSettings(instance));
  return factors.filter(({ strategy }) => findStrategy(strategy).reverifies);
}

/** The entries of `supported_second_factors`. */
export async function secondFactorsOf(instance: Instance, record: UserRecord): Promise<readonly SignInFactor[]> {
  return secondFactors(record, await instanceSettings(instance));
}

async function checkOffered(
  instance: Instance,
  { userId }: SessionRow,
  strategy: string,
  factorsOf: typeof firstFactorsOf,
): Promise<void> {
  const factors = await factorsOf(instance, await requireUser(instance, userId));
  if (!factors.some((factor) => factor.strategy === strategy)) throw unsupportedStrategy(strategy);
}

async function stepOf(
  instance: Instance,
  { id, clientId, userId }: SessionRow,
  verification: AttemptVerification,
  input: ReverificationInput,
): Promise<StrategyStep> {
  return {
    ...input,
    instance,
    verification,
    strategy: verification.strategy,
    settings: await instanceSettings(instance),
    attempt: { id, clientId, data: { identifier: null } },
    record: await requireUser(instance, userId),
  };
}

async function prepare(
  instance: Instance,
  session: SessionRow,
  name: string,
  input: ReverificationInput,
): Promise<AttemptVerification> {
  const strategy = findStrategy(name);
  if (!strategy.prepare) throw unsupportedStrategy(name);
  const verification = newVerification(instance, name);
  return { ...verification, ...(await strategy.prepare(await stepOf(instance, session, verification, input))) };
}

/** Checks a proof. A wrong code is counted. */
async function verify(
  instance: Instance,
  session: SessionRow,
  row: ReverificationRow,
  factor: 'first' | 'second',
  name: string,
  input: ReverificationInput,
): Promise<AttemptVerification> {
  const strategy = findStrategy(name);
  const verification = strategy.prepare ? requireOpen(instance, row[factor], name) : newVerification(instance, name);
  const step = await stepOf(instance, session, verification, input);
  try {
    const proven = await strategy.verify?.(step);
    if (proven?.userId !== session.userId) throw unsupportedStrategy(name);
  } catch (error) {
    if (strategy.prepare && error instanceof ApiError && error.code === 'form_code_incorrect')
      await reverifications.update(instance, row, { [factor]: withFailure(verification) });
    throw error;
  }
  return verified(verification);
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
