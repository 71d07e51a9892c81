import type {
  SignUpJSON,
  SignUpStatus,
  SignUpVerificationJSON,
  SignUpVerificationNextAction,
  SignUpVerificationsJSON,
} from '../../wire/sign-up.js';
import { one, oneOrNull, resource } from '../resource.js';

/** A sign-up in progress. */
export class SignUpAttempt {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whether it is finished. */
  declare readonly status: SignUpStatus;
  /** Fields that must be given. */
  declare readonly requiredFields: string[];
  /** Fields that may be given. */
  declare readonly optionalFields: string[];
  /** Required fields that are not there yet. */
  declare readonly missingFields: string[];
  /** Fields whose value is not verified yet. */
  declare readonly unverifiedFields: string[];
  /** State of the verifications by field. */
  declare readonly verifications: SignUpAttemptVerifications | null;
  /** User name. */
  declare readonly username: string | null;
  /** E-mail address. */
  declare readonly emailAddress: string | null;
  /** Phone number in E.164 form. */
  declare readonly phoneNumber: string | null;
  /** Wallet address, 0x followed by 40 hexadecimal digits. */
  declare readonly web3Wallet: string | null;
  /** Whether a password is set. */
  declare readonly passwordEnabled: boolean;
  /** First name. */
  declare readonly firstName: string | null;
  /** Last name. */
  declare readonly lastName: string | null;
  /** Whether the application must act before the sign-up can be finished. */
  declare readonly customAction: boolean;
  /** Identifier of the user in your own system. */
  declare readonly externalId: string | null;
  /** Session that it created. */
  declare readonly createdSessionId: string | null;
  /** User that it created. */
  declare readonly createdUserId: string | null;
  /** When it is given up if nothing happens; Unix time in ms. */
  declare readonly abandonAt: number | null;
  /** When the legal documents were accepted; Unix time in ms. */
  declare readonly legalAcceptedAt: number | null;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata?: Record<string, unknown> | null | undefined;
  /** Data that the frontend may read and write, as it was given. */
  declare readonly unsafeMetadata?: Record<string, unknown> | null | undefined;
}

/** State of the verifications of a sign-up. */
export class SignUpAttemptVerifications {
  /** Verification of the e-mail address. */
  declare readonly emailAddress: SignUpAttemptVerification | null;
  /** Verification of the phone number. */
  declare readonly phoneNumber: SignUpAttemptVerification | null;
  /** Verification of the wallet. */
  declare readonly web3Wallet: SignUpAttemptVerification | null;
  /** Verification of the external account, as sent by the service. */
  declare readonly externalAccount: Record<string, unknown> | null;
}

/** State of one verification of a sign-up. */
export class SignUpAttemptVerification {
  /** What must be done next; empty when nothing. */
  declare readonly nextAction: SignUpVerificationNextAction;
  /** Ways to verify it. */
  declare readonly supportedStrategies: string[];
}

/** Reads `SignUpVerificationJSON`. */
export const signUpAttemptVerification = resource<SignUpVerificationJSON>()(undefined, SignUpAttemptVerification, [
  'nextAction',
  'supportedStrategies',
]);

/** Reads `SignUpVerificationsJSON`. */
export const signUpAttemptVerifications = resource<SignUpVerificationsJSON>()(
  undefined,
  SignUpAttemptVerifications,
  ['externalAccount'],
  {
    emailAddress: one(signUpAttemptVerification),
    phoneNumber: one(signUpAttemptVerification),
    web3Wallet: one(signUpAttemptVerification),
  },
);

/** Reads `SignUpJSON`. */
export const signUpAttempt = resource<SignUpJSON>()(
  'sign_up_attempt',
  SignUpAttempt,
  [
    'id',
    'status',
    'requiredFields',
    'optionalFields',
    'missingFields',
    'unverifiedFields',
    'username',
    'emailAddress',
    'phoneNumber',
    'web3Wallet',
    'passwordEnabled',
    'firstName',
    'lastName',
    'customAction',
    'externalId',
    'createdSessionId',
    'createdUserId',
    'abandonAt',
    'legalAcceptedAt',
    'publicMetadata',
    'unsafeMetadata',
  ],
  {
    verifications: oneOrNull(signUpAttemptVerifications),
  },
);
