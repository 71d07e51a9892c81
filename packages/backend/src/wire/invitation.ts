/** Whether an invitation is still open. */
export type InvitationStatus = 'pending' | 'accepted' | 'revoked' | 'expired';

/** An invitation to sign up. */
export interface InvitationJSON {
  readonly object: 'invitation';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Address that was invited. */
  readonly email_address: string;
  /** Becomes the public metadata of the new user. */
  readonly public_metadata: Readonly<Record<string, unknown>> | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Whether it is still open. */
  readonly status: InvitationStatus;
  /** URL that accepts it. */
  readonly url?: string;
  /** Whether it was revoked. */
  readonly revoked?: boolean;
  /** When it expires; Unix time in ms. */
  readonly expires_at?: number | null;
}
