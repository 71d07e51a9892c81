/** Whether an actor token can still be used. */
export type ActorTokenStatus = 'pending' | 'accepted' | 'revoked';

/** A token with which one person signs in as another. */
export interface ActorTokenJSON {
  readonly object: 'actor_token';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether it can still be used. */
  readonly status: ActorTokenStatus;
  /** User to be impersonated. */
  readonly user_id: string;
  /** Who impersonates; becomes the `act` claim. */
  readonly actor: Readonly<Record<string, unknown>> | null;
  /** The token, for use as a sign-in ticket. */
  readonly token?: string | null;
  /** URL that signs in with the token. */
  readonly url?: string | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
