import type { BlocklistIdentifierJSON, BlocklistIdentifierType } from '../../wire/blocklist-identifier.js';
import { resource } from '../resource.js';

/** An identifier that may neither sign up nor sign in. */
export class BlocklistIdentifier {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  declare readonly identifier: string;
  /** What the identifier is. */
  declare readonly identifierType: BlocklistIdentifierType;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Instance it belongs to. */
  declare readonly instanceId?: string | undefined;
}

/** Reads `BlocklistIdentifierJSON`. */
export const blocklistIdentifier = resource<BlocklistIdentifierJSON>()('blocklist_identifier', BlocklistIdentifier, [
  'id',
  'identifier',
  'identifierType',
  'createdAt',
  'updatedAt',
  'instanceId',
]);
