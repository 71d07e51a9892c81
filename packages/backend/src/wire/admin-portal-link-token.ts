/** Lets the IT department of a customer set up a connection by itself. */
export interface AdminPortalLinkTokenJSON {
  readonly object: 'admin_portal_link_token';
  readonly id: string;
  readonly admin_portal_link_id: string;
  readonly instance_id: string;
  readonly organization_id: string | null;
  readonly it_contact_id: string | null;
  readonly scopes: readonly string[] | null;
  readonly token?: string;
  readonly revoked: boolean;
  readonly revocation_reason: string | null;
  readonly expired: boolean;
  readonly expiration: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}
