/** Whether an invitation is still open. */
export type InvitationStatus = 'pending' | 'accepted' | 'revoked' | 'expired';

/** An invitation to sign up. */
export interface InvitationJSON {
  readonly object: 'invitation';
  readonly id: string;
  readonly email_address: string;
  readonly public_metadata: Readonly<Record<string, unknown>> | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly status: InvitationStatus;
  readonly url?: string;
  readonly revoked?: boolean;
  /** When it expires; Unix time in ms. */
  readonly expires_at?: number | null;
}
