/** Whether a sign-up is finished. */
export type SignUpStatus = 'missing_requirements' | 'complete' | 'abandoned';

/** What a verification needs next; empty when nothing. */
export type SignUpVerificationNextAction = 'needs_prepare' | 'needs_attempt' | '';

/** A sign-up in progress. */
export interface SignUpJSON {
  readonly object: 'sign_up_attempt';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether it is finished. */
  readonly status: SignUpStatus;
  /** Fields that must be given. */
  readonly required_fields: readonly string[];
  /** Fields that may be given. */
  readonly optional_fields: readonly string[];
  /** Required fields that are not there yet. */
  readonly missing_fields: readonly string[];
  /** Fields whose value is not verified yet. */
  readonly unverified_fields: readonly string[];
  /** State of the verifications by field. */
  readonly verifications: SignUpVerificationsJSON | null;
  /** User name. */
  readonly username: string | null;
  /** E-mail address. */
  readonly email_address: string | null;
  /** Phone number in E.164 form. */
  readonly phone_number: string | null;
  /** Wallet address, 0x followed by 40 hexadecimal digits. */
  readonly web3_wallet: string | null;
  /** Whether a password is set. */
  readonly password_enabled: boolean;
  /** First name. */
  readonly first_name: string | null;
  /** Last name. */
  readonly last_name: string | null;
  /** Whether the application must act before the sign-up can be finished. */
  readonly custom_action: boolean;
  /** Identifier of the user in your own system. */
  readonly external_id: string | null;
  /** Session that it created. */
  readonly created_session_id: string | null;
  /** User that it created. */
  readonly created_user_id: string | null;
  /** When it is given up if nothing happens; Unix time in ms. */
  readonly abandon_at: number | null;
  /** When the legal documents were accepted; Unix time in ms. */
  readonly legal_accepted_at: number | null;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata?: Readonly<Record<string, unknown>> | null;
  /** Data that the frontend may read and write, as it was given. */
  readonly unsafe_metadata?: Readonly<Record<string, unknown>> | null;
  /** External account that the person used. @deprecated The service keeps it for old clients. */
  readonly external_account: Readonly<Record<string, unknown>> | null;
  /** Preferred language, BCP 47. */
  readonly locale?: string | null;
}

/** State of the verifications of a sign-up. */
export interface SignUpVerificationsJSON {
  /** Verification of the e-mail address. */
  readonly email_address: SignUpVerificationJSON | null;
  /** Verification of the phone number. */
  readonly phone_number: SignUpVerificationJSON | null;
  /** Verification of the wallet. */
  readonly web3_wallet: SignUpVerificationJSON | null;
  /** Verification of the external account, as sent by the service. */
  readonly external_account: Readonly<Record<string, unknown>> | null;
}

/** State of one verification of a sign-up. */
export interface SignUpVerificationJSON {
  /** What must be done next; empty when nothing. */
  readonly next_action: SignUpVerificationNextAction;
  /** Ways to verify it. */
  readonly supported_strategies: readonly string[];
}
