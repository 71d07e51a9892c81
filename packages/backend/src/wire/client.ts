import type { SessionJSON } from './session.js';

/** How a person signed in, for example `password`, `email_code` or `oauth_google`. */
export type LastAuthenticationStrategy = string;

/** A browser or device, with its sessions. */
export interface ClientJSON {
  readonly object: 'client';
  /** Identifier, `client_…`. */
  readonly id: string;
  /** Identifiers of the sessions of this browser or device. */
  readonly session_ids: readonly string[];
  /** Sessions of this browser or device, ended ones included while they are kept. */
  readonly sessions: readonly SessionJSON[];
  /** Sign-in in progress. */
  readonly sign_in_id: string | null;
  /** Sign-up in progress. */
  readonly sign_up_id: string | null;
  /** Session used last. */
  readonly last_active_session_id: string | null;
  /** How the person signed in last on this device. */
  readonly last_authentication_strategy: LastAuthenticationStrategy | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
