/** State of a session. */
export type SessionStatus =
  'abandoned' | 'active' | 'ended' | 'expired' | 'pending' | 'removed' | 'replaced' | 'revoked';

/** A session: one user, signed in on one client. */
export interface SessionJSON {
  readonly object: 'session';
  readonly id: string;
  readonly client_id: string;
  readonly user_id: string;
  readonly status: SessionStatus;
  readonly last_active_at: number;
  readonly expire_at: number;
  readonly abandon_at: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly last_active_organization_id?: string;
  readonly latest_activity?: SessionActivityJSON | null;
  readonly actor: Readonly<Record<string, unknown>> | null;
  /** What the person must still do before the session becomes active. */
  readonly tasks?: readonly SessionTaskJSON[] | null;
}

/** Device and place of the last activity in a session. */
export interface SessionActivityJSON {
  readonly id: string;
  readonly is_mobile: boolean;
  readonly ip_address?: string;
  readonly city?: string;
  readonly country?: string;
  readonly browser_version?: string;
  readonly browser_name?: string;
  readonly device_type?: string;
}

/** Something a person must do before a session becomes active. */
export interface SessionTaskJSON {
  /** Key of the task, for example `choose-organization`. */
  readonly key: string;
}
