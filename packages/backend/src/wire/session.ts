/** State of a session. */
export type SessionStatus =
  'abandoned' | 'active' | 'ended' | 'expired' | 'pending' | 'removed' | 'replaced' | 'revoked';

/** A session: one user, signed in on one client. */
export interface SessionJSON {
  readonly object: 'session';
  /** Identifier, `sess_…`. */
  readonly id: string;
  /** Browser or device it lives on, `client_…`. */
  readonly client_id: string;
  /** The user. */
  readonly user_id: string;
  /** `active`, `pending`, `ended`, `expired`, `removed`, `replaced`, `revoked` or `abandoned`. */
  readonly status: SessionStatus;
  /** Last activity; Unix time in ms. */
  readonly last_active_at: number;
  /** When it ends at the latest; Unix time in ms. */
  readonly expire_at: number;
  /** When it is given up if it stays unused; Unix time in ms. */
  readonly abandon_at: number;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Organization that was active last in this session. */
  readonly last_active_organization_id?: string;
  /** Device and place of the last activity. */
  readonly latest_activity?: SessionActivityJSON | null;
  /** The person who acts, if the user is impersonated. */
  readonly actor: Readonly<Record<string, unknown>> | null;
  /** What the person must still do before the session becomes active. */
  readonly tasks?: readonly SessionTaskJSON[] | null;
}

/** Device and place of the last activity in a session. */
export interface SessionActivityJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether it is a mobile device. */
  readonly is_mobile: boolean;
  /** IP address. */
  readonly ip_address?: string;
  /** City, derived from the IP address. */
  readonly city?: string;
  /** Country, derived from the IP address. */
  readonly country?: string;
  /** Version of the browser. */
  readonly browser_version?: string;
  /** Name of the browser. */
  readonly browser_name?: string;
  /** Kind of device, for example `Macintosh`. */
  readonly device_type?: string;
}

/** Something a person must do before a session becomes active. */
export interface SessionTaskJSON {
  /** Key of the task, for example `choose-organization`. */
  readonly key: string;
}
