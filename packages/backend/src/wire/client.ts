import type { SessionJSON } from './session.js';

/** How a person signed in, for example `password`, `email_code` or `oauth_google`. */
export type LastAuthenticationStrategy = string;

/** A browser or device, with its sessions. */
export interface ClientJSON {
  readonly object: 'client';
  readonly id: string;
  readonly session_ids: readonly string[];
  readonly sessions: readonly SessionJSON[];
  readonly sign_in_id: string | null;
  readonly sign_up_id: string | null;
  readonly last_active_session_id: string | null;
  readonly last_authentication_strategy: LastAuthenticationStrategy | null;
  readonly created_at: number;
  readonly updated_at: number;
}
