import type { TokenJSON } from '../../wire/token.js';
import { resource } from '../resource.js';

/** A session token. */
export class Token {
  /** The session token, a JWT. */
  declare readonly jwt: string;
}

/** Reads `TokenJSON`. */
export const token = resource<TokenJSON>()('token', Token, ['jwt']);
