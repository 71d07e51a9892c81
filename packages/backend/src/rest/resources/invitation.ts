import type { InvitationJSON, InvitationStatus } from '../../wire/invitation.js';
import { resource, WireResource } from '../resource.js';

/** An invitation to sign up. */
export class Invitation extends WireResource<InvitationJSON> {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Address that was invited. */
  declare readonly emailAddress: string;
  /** Becomes the public metadata of the new user. */
  declare readonly publicMetadata: Record<string, unknown> | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Whether it is still open. */
  declare readonly status: InvitationStatus;
  /** URL that accepts it. */
  declare readonly url?: string | undefined;
  /** Whether it was revoked. */
  declare readonly revoked?: boolean | undefined;
}

/** Reads `InvitationJSON`. */
export const invitation = resource<InvitationJSON, 'raw'>()('invitation', Invitation, [
  'id',
  'emailAddress',
  'publicMetadata',
  'createdAt',
  'updatedAt',
  'status',
  'url',
  'revoked',
]);
