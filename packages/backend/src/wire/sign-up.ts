/** Whether a sign-up is finished. */
export type SignUpStatus = 'missing_requirements' | 'complete' | 'abandoned';

/** What a verification needs next; empty when nothing. */
export type SignUpVerificationNextAction = 'needs_prepare' | 'needs_attempt' | '';

/** A sign-up in progress. */
export interface SignUpJSON {
  readonly object: 'sign_up_attempt';
  readonly id: string;
  readonly status: SignUpStatus;
  readonly required_fields: readonly string[];
  readonly optional_fields: readonly string[];
  readonly missing_fields: readonly string[];
  readonly unverified_fields: readonly string[];
  readonly verifications: SignUpVerificationsJSON | null;
  readonly username: string | null;
  readonly email_address: string | null;
  readonly phone_number: string | null;
  readonly web3_wallet: string | null;
  readonly password_enabled: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly custom_action: boolean;
  readonly external_id: string | null;
  readonly created_session_id: string | null;
  readonly created_user_id: string | null;
  readonly abandon_at: number | null;
  readonly legal_accepted_at: number | null;
  readonly public_metadata?: Readonly<Record<string, unknown>> | null;
  readonly unsafe_metadata?: Readonly<Record<string, unknown>> | null;
  /** External account that the person used. @deprecated The service keeps it for old clients. */
  readonly external_account: Readonly<Record<string, unknown>> | null;
  /** Preferred language, BCP 47. */
  readonly locale?: string | null;
}

/** State of the verifications of a sign-up. */
export interface SignUpVerificationsJSON {
  readonly email_address: SignUpVerificationJSON | null;
  readonly phone_number: SignUpVerificationJSON | null;
  readonly web3_wallet: SignUpVerificationJSON | null;
  readonly external_account: Readonly<Record<string, unknown>> | null;
}

/** State of one verification of a sign-up. */
export interface SignUpVerificationJSON {
  readonly next_action: SignUpVerificationNextAction;
  readonly supported_strategies: readonly string[];
}
