import type { RedirectUrlJSON } from '../../wire/redirect-url.js';
import { resource } from '../resource.js';

/** A URL that native apps may be sent back to. */
export class RedirectUrl {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** URL native apps may be sent back to. */
  declare readonly url: string;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `RedirectUrlJSON`. */
export const redirectUrl = resource<RedirectUrlJSON>()('redirect_url', RedirectUrl, [
  'id',
  'url',
  'createdAt',
  'updatedAt',
]);
