import type { RequestBody } from '../http/request-body.js';
import type { InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import type { SessionStart } from '../sessions/start-session.js';
import type { UserRecord } from '../users/user-record.js';
import type { AttemptVerification } from './attempt-verification.js';

/** A way to prove who signs in, as forms offer it. */
export interface SignInFactor {
  readonly strategy: string;
  readonly email_address_id?: string;
  readonly phone_number_id?: string;
  readonly enterprise_connection_id?: string;
  readonly enterprise_connection_name?: string;
  readonly safe_identifier?: string;
  readonly primary?: boolean;
  readonly default?: boolean;
}

/** What a person sends in a step of a sign-in. */
export interface StepInput {
  /** Name on the wire. */
  readonly strategy: string;
  readonly body: RequestBody;
  /** Origin of the application that calls; undefined for the emulator's own pages. */
  readonly origin?: string | undefined;
}

/** What a proof is for: a sign-in, or a session whose person proves again who they are. */
export interface StepSubject {
  readonly id: string;
  readonly clientId: string;
  readonly data: { readonly identifier: string | null };
}

/** A step of a strategy. */
export interface StrategyStep extends StepInput {
  readonly instance: Instance;
  readonly settings: InstanceSettings;
  readonly attempt: StepSubject;
  /** The user found by the identifier, if there is one. */
  readonly record: UserRecord | undefined;
  /** What the step prepares or tries. */
  readonly verification: AttemptVerification;
}

/** A verified person: the session to start for them. */
export type VerifiedUser = Omit<SessionStart, 'clientId' | 'strategy' | 'id'>;

/** A way to prove who signs in. */
export interface Strategy {
  /** The entries of `supported_first_factors` for a user; empty if this user cannot choose the strategy. */
  listFactors(record: UserRecord, settings: InstanceSettings): readonly SignInFactor[];
  /** The entries of `supported_second_factors`. Without it the strategy is no second factor. */
  listSecondFactors?(record: UserRecord, settings: InstanceSettings): readonly SignInFactor[];
  /** True: a sign-in can begin with it, because it finds the user itself. */
  readonly findsUser?: boolean;
  /** True: a signed-in person can prove again with it who they are. Second factors always can. */
  readonly reverifies?: boolean;
  /** Sends what the person needs, such as a code. Without it nothing can be prepared. */
  prepare?(step: StrategyStep): Partial<AttemptVerification> | Promise<Partial<AttemptVerification>>;
  /** Checks the proof. Without it the proof comes another way, such as a link. @throws {ApiError} for a wrong one */
  verify?(step: StrategyStep): VerifiedUser | Promise<VerifiedUser>;
  /** What follows the proof. Default: the second factor, if the user has one. */
  readonly next?: 'complete' | 'new_password';
}
