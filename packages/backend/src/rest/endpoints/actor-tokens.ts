import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { ActorToken } from '../resources/actor-token.js';

/** Who acts as another user. */
export interface ActorTokenActorParams {
  /** The acting user, `user_…`. */
  readonly sub: string;
  /** Further members of the `act` claim. */
  readonly additionalProperties?: Readonly<Record<string, unknown>> | undefined;
}

/** Parameters of {@link ActorTokensApi.create}. */
export interface CreateActorTokenParams {
  /** User to be impersonated, `user_…`. */
  readonly userId: string;
  /** Who acts; `sub` is the id of the acting user. */
  readonly actor: ActorTokenActorParams;
  /** Life of the token in seconds. Default 3600. */
  readonly expiresInSeconds?: number | undefined;
  /** Longest life of the session in seconds. Default 1800. */
  readonly sessionMaxDurationInSeconds?: number | undefined;
}

/** Actor tokens: one person signs in as another. */
export interface ActorTokensApi {
  /**
   * Makes a token with which `actor` signs in as another user.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /actor_tokens}
   */
  create(params: CreateActorTokenParams, options?: CallOptions): Promise<ActorToken>;
  /**
   * Makes an actor token useless. Sessions that began with it go on.
   * @param actorTokenId - `act_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /actor_tokens/\{actor_token_id\}/revoke}
   */
  revoke(actorTokenId: string, options?: CallOptions): Promise<ActorToken>;
}

/** Routes of {@link ActorTokensApi}. */
export const actorTokens = endpoints<ActorTokensApi>()({
  create: 'POST /actor_tokens',
  revoke: 'POST /actor_tokens/{actorTokenId}/revoke',
});
