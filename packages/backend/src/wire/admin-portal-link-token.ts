/** Lets the IT department of a customer set up a connection by itself. */
export interface AdminPortalLinkTokenJSON {
  readonly object: 'admin_portal_link_token';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Link it opens. */
  readonly admin_portal_link_id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** Organization it is for. */
  readonly organization_id: string | null;
  /** Person it is for. */
  readonly it_contact_id: string | null;
  /** What it allows. */
  readonly scopes: readonly string[] | null;
  /** The token; only in the answer that created it. */
  readonly token?: string;
  /** Whether it was revoked. */
  readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  readonly revocation_reason: string | null;
  /** Whether its time is over. */
  readonly expired: boolean;
  /** When it expires; Unix time in ms, null for never. */
  readonly expiration: number | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
