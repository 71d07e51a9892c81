import type { CookiesJSON } from '../../wire/cookies.js';
import { resource } from '../resource.js';

/** Cookies to pass on to the browser. */
export class Cookies {
  /** `Set-Cookie` values to pass on to the browser. */
  declare readonly cookies: string[];
}

/** Reads `CookiesJSON`. */
export const cookies = resource<CookiesJSON>()('cookies', Cookies, ['cookies']);
