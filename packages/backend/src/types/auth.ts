import type { AcceptsToken, AllOptions, MachineTokenType, TokenType } from '../options.js';
import type { AuthObject, InvalidTokenAuthObject, SessionAuthObject } from '../request/auth-object.js';
import type { MachineAuthObject } from '../request/machine-auth-object.js';
import type { RequestStateFor } from '../request/request-state.js';
import type { PendingSessionOptions } from './authorization.js';

export type { ApiClient, CreateAuthenticateRequestOptions } from '../request/api-client.js';

/** The kind of token that belongs to people. */
export type SessionTokenType = 'session_token';

/** What was decided about a request, where tokens of type `T` are accepted. */
export type RequestState<T extends TokenType | null = SessionTokenType> = RequestStateFor<T>;
/** The state of a request that carries a valid token. */
export type AuthenticatedState<T extends TokenType = SessionTokenType> = Extract<
  RequestStateFor<T>,
  { readonly status: 'signed-in' }
>;
/** The state of a request that carries no valid token. */
export type UnauthenticatedState<T extends TokenType | null = SessionTokenType> = Extract<
  RequestStateFor<T>,
  { readonly status: 'signed-out' }
>;

/** Options of `getAuth`. */
export type AuthOptions = PendingSessionOptions & { readonly acceptsToken?: AcceptsToken };

/** Options that `signedInAuthObject` reads. */
export type SignedInAuthObjectOptions = AllOptions & { readonly token: string };

/** The auth object for one accepted type of token. */
export type InferAuthObjectFromToken<
  T extends TokenType,
  SessionType extends AuthObject,
  MachineType extends AuthObject,
> = T extends SessionTokenType ? SessionType : MachineType & { readonly tokenType: Exclude<T, SessionTokenType> };

/** The auth object for several accepted types of token. */
export type InferAuthObjectFromTokenArray<
  T extends readonly TokenType[],
  SessionType extends AuthObject,
  MachineType extends AuthObject,
> = InferAuthObjectFromToken<T[number], SessionType, MachineType>;

type Result<T, IsPromise extends boolean> = IsPromise extends true ? Promise<T> : T;

/** A `getAuth` that takes a request. */
export interface GetAuthFn<Native, IsPromise extends boolean = false> {
  <T extends TokenType[]>(
    request: Native,
    options: AuthOptions & { readonly acceptsToken: T },
  ): Result<
    | InferAuthObjectFromTokenArray<T, SessionAuthObject, MachineAuthObject<Extract<T[number], MachineTokenType>>>
    | InvalidTokenAuthObject,
    IsPromise
  >;
  <T extends TokenType>(
    request: Native,
    options: AuthOptions & { readonly acceptsToken: T },
  ): Result<InferAuthObjectFromToken<T, SessionAuthObject, MachineAuthObject<Extract<T, MachineTokenType>>>, IsPromise>;
  (request: Native, options: AuthOptions & { readonly acceptsToken: 'any' }): Result<AuthObject, IsPromise>;
  (request: Native, options?: PendingSessionOptions): Result<SessionAuthObject, IsPromise>;
}

/** A `getAuth` that finds the request by itself. */
export interface GetAuthFnNoRequest<
  SessionType extends SessionAuthObject = SessionAuthObject,
  IsPromise extends boolean = false,
> {
  <T extends TokenType[]>(
    options: AuthOptions & { readonly acceptsToken: T },
  ): Result<
    | InferAuthObjectFromTokenArray<T, SessionType, MachineAuthObject<Extract<T[number], MachineTokenType>>>
    | InvalidTokenAuthObject,
    IsPromise
  >;
  <T extends TokenType>(
    options: AuthOptions & { readonly acceptsToken: T },
  ): Result<InferAuthObjectFromToken<T, SessionType, MachineAuthObject<Extract<T, MachineTokenType>>>, IsPromise>;
  (
    options: AuthOptions & { readonly acceptsToken: 'any' },
  ): Result<Exclude<AuthObject, SessionAuthObject> | SessionType, IsPromise>;
  (options?: PendingSessionOptions): Result<SessionType, IsPromise>;
}
