import type { AdminPortalLinkTokenJSON } from '../../wire/admin-portal-link-token.js';
import { resource } from '../resource.js';

/** Lets the IT department of a customer set up a connection by itself. */
export class AdminPortalLinkToken {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Link it opens. */
  declare readonly adminPortalLinkId: string;
  /** Instance it belongs to. */
  declare readonly instanceId: string;
  /** Organization it is for. */
  declare readonly organizationId: string | null;
  /** Person it is for. */
  declare readonly itContactId: string | null;
  /** What it allows. */
  declare readonly scopes: string[] | null;
  /** The token; only in the answer that created it. */
  declare readonly token?: string | undefined;
  /** Whether it was revoked. */
  declare readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  declare readonly revocationReason: string | null;
  /** Whether its time is over. */
  declare readonly expired: boolean;
  /** When it expires; Unix time in ms, null for never. */
  declare readonly expiration: number | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `AdminPortalLinkTokenJSON`. */
export const adminPortalLinkToken = resource<AdminPortalLinkTokenJSON>()(
  'admin_portal_link_token',
  AdminPortalLinkToken,
  [
    'id',
    'adminPortalLinkId',
    'instanceId',
    'organizationId',
    'itContactId',
    'scopes',
    'token',
    'revoked',
    'revocationReason',
    'expired',
    'expiration',
    'createdAt',
    'updatedAt',
  ],
);
