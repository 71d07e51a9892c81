import type { ActorTokenJSON, ActorTokenStatus } from '../../wire/actor-token.js';
import { resource } from '../resource.js';

/** A token with which one person signs in as another. */
export class ActorToken {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Whether it can still be used. */
  declare readonly status: ActorTokenStatus;
  /** User to be impersonated. */
  declare readonly userId: string;
  /** Who impersonates; becomes the `act` claim. */
  declare readonly actor: Record<string, unknown> | null;
  /** The token, for use as a sign-in ticket. */
  declare readonly token?: string | null | undefined;
  /** URL that signs in with the token. */
  declare readonly url?: string | null | undefined;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `ActorTokenJSON`. */
export const actorToken = resource<ActorTokenJSON>()('actor_token', ActorToken, [
  'id',
  'status',
  'userId',
  'actor',
  'token',
  'url',
  'createdAt',
  'updatedAt',
]);
