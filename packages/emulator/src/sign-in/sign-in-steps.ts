import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import type { SessionRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { advanceSignIn } from './advance-sign-in.js';
import {
  alreadyVerified,
  newVerification,
  requireOpen,
  unsupportedStrategy,
  withFailure,
  type AttemptVerification,
} from './attempt-verification.js';
import { changeAttempt } from './find-attempt.js';
import { identifyUser } from './identify-user.js';
import { resetPassword } from './reset-password.js';
import type { SignInAttempt, SignInStatus } from './sign-in-attempt.js';
import { findStrategy, offeredFactors, secondFactors } from './strategies.js';
import type { StepInput, Strategy, StrategyStep, VerifiedUser } from './strategy.js';

/**
 * The steps of every sign-in. Hosted pages, Frontend API and test controls call them, so each behaves and words its errors in
 * the same way. A step returns the changed sign-in; of two steps at once one is stored.
 */
export const signInSteps = {
  identify,
  prepareFirst,
  attemptFirst,
  prepareSecond,
  attemptSecond,
  signInAs,
  resetPassword,
} as const;

/** Finds the user of an identifier. @throws {ApiError} as `identifyUser` */
async function identify(instance: Instance, attempt: SignInAttempt, identifier: string): Promise<SignInAttempt> {
  checkStatus(attempt, 'needs_identifier', 'needs_first_factor');
  const record = await identifyUser(instance, identifier);
  return changeAttempt(instance, attempt, {
    status: record ? 'needs_first_factor' : 'needs_identifier',
    userId: record?.user.id ?? null,
    data: { identifier, first: null, second: null },
  });
}

/** Sends what the first factor needs, such as a code. @throws {ApiError} */
async function prepareFirst(instance: Instance, attempt: SignInAttempt, input: StepInput): Promise<SignInAttempt> {
  checkStatus(attempt, 'needs_identifier', 'needs_first_factor');
  const strategy = findStrategy(input.strategy);
  if (!strategy.prepare) throw unsupportedStrategy(input.strategy);
  const step = await stepOf(instance, attempt, input, newVerification(instance, input.strategy));
  await checkOffered(strategy, step, attempt);
  const first = { ...step.verification, ...(await strategy.prepare(step)) };
  return changeAttempt(instance, attempt, { data: { first } });
}

/** Checks the proof of the first factor. @throws {ApiError} */
async function attemptFirst(instance: Instance, attempt: SignInAttempt, input: StepInput): Promise<SignInAttempt> {
  checkStatus(attempt, 'needs_identifier', 'needs_first_factor');
  const strategy = findStrategy(input.strategy);
  const step = await stepOf(instance, attempt, input, newVerification(instance, input.strategy));
  await checkOffered(strategy, step, attempt);
  const verification = openVerification(instance, attempt.data.first, strategy, input);
  const user = await verify(strategy, { ...step, verification }, attempt, 'first');
  return advanceSignIn(instance, attempt, { factor: 'first', verification, user, next: strategy.next });
}

/** Sends the code of the second factor. @throws {ApiError} */
async function prepareSecond(instance: Instance, attempt: SignInAttempt, input: StepInput): Promise<SignInAttempt> {
  checkStatus(attempt, 'needs_second_factor');
  const strategy = findStrategy(input.strategy);
  const step = await stepOf(instance, attempt, input, newVerification(instance, input.strategy));
  checkSecondOffered(step);
  if (!strategy.prepare) throw unsupportedStrategy(input.strategy);
  const second = { ...step.verification, ...(await strategy.prepare(step)) };
  return changeAttempt(instance, attempt, { data: { second } });
}

/** Checks the proof of the second factor. @throws {ApiError} */
async function attemptSecond(instance: Instance, attempt: SignInAttempt, input: StepInput): Promise<SignInAttempt> {
  checkStatus(attempt, 'needs_second_factor');
  const strategy = findStrategy(input.strategy);
  const step = await stepOf(instance, attempt, input, newVerification(instance, input.strategy));
  checkSecondOffered(step);
  const verification = openVerification(instance, attempt.data.second, strategy, input);
  const user = await verify(strategy, { ...step, verification }, attempt, 'second');
  return advanceSignIn(instance, attempt, { factor: 'second', verification, user });
}

/** Signs a user in without a proof: the one-click sign-in of the pages, and `emulator.signIn`. */
function signInAs(instance: Instance, clientId: string, userId: string): Promise<SessionRow> {
  return startSession(instance, { clientId, userId, strategy: 'ticket' });
}

async function stepOf(
  instance: Instance,
  attempt: SignInAttempt,
  input: StepInput,
  verification: AttemptVerification,
): Promise<StrategyStep> {
  const record = attempt.userId ? await findUser(instance.db, attempt.userId) : undefined;
  return { ...input, instance, settings: await instanceSettings(instance), attempt, record, verification };
}

/** @throws {ApiError} 400 `verification_already_verified` or 403 `resource_forbidden` if the sign-in is elsewhere */
export function checkStatus(attempt: SignInAttempt, ...accepted: readonly SignInStatus[]): void {
  if (accepted.includes(attempt.status)) return;
  if (attempt.status === 'complete') throw alreadyVerified();
  throw new ApiError(
    403,
    'resource_forbidden',
    'not possible now',
    `This step is not possible while the status of the sign-in is ${attempt.status}.`,
  );
}

async function checkOffered(strategy: Strategy, step: StrategyStep, attempt: SignInAttempt): Promise<void> {
  if (strategy.findsUser) return;
  const factors = await offeredFactors(step.instance, attempt);
  if (factors.some((factor) => factor.strategy === step.strategy)) return;
  throw unsupportedStrategy(step.strategy);
}

function checkSecondOffered({ strategy, record, settings }: StrategyStep): void {
  if (record && secondFactors(record, settings).some((factor) => factor.strategy === strategy)) return;
  throw unsupportedStrategy(strategy);
}

/** What a proof belongs to: what was prepared, or for strategies like a password the step itself. */
function openVerification(
  instance: Instance,
  prepared: AttemptVerification | null,
  strategy: Strategy,
  input: StepInput,
): AttemptVerification {
  if (strategy.prepare) return requireOpen(instance, prepared, input.strategy);
  return newVerification(instance, input.strategy, { expiresAt: null });
}

/** Checks a proof; wrong codes are counted before the person can try again. */
async function verify(
  strategy: Strategy,
  step: StrategyStep,
  attempt: SignInAttempt,
  factor: 'first' | 'second',
): Promise<VerifiedUser> {
  if (!strategy.verify) throw unsupportedStrategy(step.strategy);
  try {
    return await strategy.verify(step);
  } catch (error) {
    if (strategy.prepare && error instanceof ApiError && error.code === 'form_code_incorrect') {
      await changeAttempt(step.instance, attempt, { data: { [factor]: withFailure(step.verification) } });
    }
    throw error;
  }
}
