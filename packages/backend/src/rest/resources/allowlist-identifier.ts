import type { AllowlistIdentifierJSON, AllowlistIdentifierType } from '../../wire/allowlist-identifier.js';
import { resource } from '../resource.js';

/** An identifier that may sign up although sign-up is restricted. */
export class AllowlistIdentifier {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  declare readonly identifier: string;
  /** What the identifier is. */
  declare readonly identifierType: AllowlistIdentifierType;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Instance it belongs to. */
  declare readonly instanceId?: string | undefined;
  /** Invitation that was sent with it. */
  declare readonly invitationId?: string | undefined;
}

/** Reads `AllowlistIdentifierJSON`. */
export const allowlistIdentifier = resource<AllowlistIdentifierJSON>()('allowlist_identifier', AllowlistIdentifier, [
  'id',
  'identifier',
  'identifierType',
  'createdAt',
  'updatedAt',
  'instanceId',
  'invitationId',
]);
