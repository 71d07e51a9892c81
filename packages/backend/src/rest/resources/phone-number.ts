import type { PhoneNumberJSON } from '../../wire/phone-number.js';
import { listOf, one, resource } from '../resource.js';
import type { IdentificationLink } from './email-address.js';
import { identificationLink } from './email-address.js';
import type { Verification } from './verification.js';
import { verification } from './verification.js';

/** A phone number of a user. */
export class PhoneNumber {
  /** Identifier, `idn_…`. */
  declare readonly id: string;
  /** Phone number in E.164 form. */
  declare readonly phoneNumber: string;
  /** Whether it serves as second factor only. */
  declare readonly reservedForSecondFactor: boolean;
  /** Whether it is the second factor offered first. */
  declare readonly defaultSecondFactor: boolean;
  /** State of the verification; null if none was started. */
  declare readonly verification: Verification | null;
  /** Other identifications this one belongs to, for example the external account that added it. */
  declare readonly linkedTo: IdentificationLink[];
}

/** Reads `PhoneNumberJSON`. */
export const phoneNumber = resource<PhoneNumberJSON>()(
  'phone_number',
  PhoneNumber,
  ['id', 'phoneNumber', 'reservedForSecondFactor', 'defaultSecondFactor'],
  {
    verification: one(verification),
    linkedTo: listOf(identificationLink),
  },
);
