/** Cookies to pass on to the browser. */
export interface CookiesJSON {
  readonly object: 'cookies';
  /** `Set-Cookie` values to pass on to the browser. */
  readonly cookies: readonly string[];
}
