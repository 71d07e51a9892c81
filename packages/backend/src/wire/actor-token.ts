/** Whether an actor token can still be used. */
export type ActorTokenStatus = 'pending' | 'accepted' | 'revoked';

/** A token with which one person signs in as another. */
export interface ActorTokenJSON {
  readonly object: 'actor_token';
  readonly id: string;
  readonly status: ActorTokenStatus;
  readonly user_id: string;
  readonly actor: Readonly<Record<string, unknown>> | null;
  readonly token?: string | null;
  readonly url?: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}
