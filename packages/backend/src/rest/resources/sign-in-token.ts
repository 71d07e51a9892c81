import type { SignInTokenJSON } from '../../wire/sign-in-token.js';
import { resource } from '../resource.js';

/** A token with which a user signs in once. */
export class SignInToken {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** User it belongs to. */
  declare readonly userId: string;
  /** The token, for use as a sign-in ticket. */
  declare readonly token: string;
  /** Whether it can still be used. */
  declare readonly status: 'pending' | 'accepted' | 'revoked';
  /** URL that signs in with the token. */
  declare readonly url: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `SignInTokenJSON`. */
export const signInToken = resource<SignInTokenJSON>()('sign_in_token', SignInToken, [
  'id',
  'userId',
  'token',
  'status',
  'url',
  'createdAt',
  'updatedAt',
]);
