import type { JwtTemplateJSON } from '../../wire/jwt-template.js';
import { resource } from '../resource.js';

/** Describes tokens with claims of your own. */
export class JwtTemplate {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name for `sessions.getToken`. */
  declare readonly name: string;
  /** Claims, with shortcodes such as `{{user.id}}` in the values. */
  declare readonly claims: Record<string, unknown>;
  /** Life of the tokens in seconds. */
  declare readonly lifetime: number;
  /** How far `nbf` is set back, in seconds. */
  declare readonly allowedClockSkew: number;
  /** Whether the tokens are signed with a key of its own. */
  declare readonly customSigningKey: boolean;
  /** JWS algorithm, for example `RS256`. */
  declare readonly signingAlgorithm: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `JwtTemplateJSON`. */
export const jwtTemplate = resource<JwtTemplateJSON>()('jwt_template', JwtTemplate, [
  'id',
  'name',
  'claims',
  'lifetime',
  'allowedClockSkew',
  'customSigningKey',
  'signingAlgorithm',
  'createdAt',
  'updatedAt',
]);
