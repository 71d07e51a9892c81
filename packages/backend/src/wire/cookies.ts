/** Cookies to pass on to the browser. */
export interface CookiesJSON {
  readonly object: 'cookies';
  readonly cookies: readonly string[];
}
