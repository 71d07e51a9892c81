import type { EmailAddressJSON, IdentificationLinkJSON } from '../../wire/email-address.js';
import { listOf, one, resource } from '../resource.js';
import type { Verification } from './verification.js';
import { verification } from './verification.js';

/** An e-mail address of a user. */
export class EmailAddress {
  /** Identifier, `idn_…`. */
  declare readonly id: string;
  /** E-mail address. */
  declare readonly emailAddress: string;
  /** State of the verification; null if none was started. */
  declare readonly verification: Verification | null;
  /** Other identifications this one belongs to, for example the external account that added it. */
  declare readonly linkedTo: IdentificationLink[];
}

/** Points to another identification of the same user. */
export class IdentificationLink {
  /** Identifier of the other identification. */
  declare readonly id: string;
  /** Kind of the other identification. */
  declare readonly type: string;
}

/** Reads `IdentificationLinkJSON`. */
export const identificationLink = resource<IdentificationLinkJSON>()(undefined, IdentificationLink, ['id', 'type']);

/** Reads `EmailAddressJSON`. */
export const emailAddress = resource<EmailAddressJSON>()('email_address', EmailAddress, ['id', 'emailAddress'], {
  verification: one(verification),
  linkedTo: listOf(identificationLink),
});
