import type { HeaderList } from '@acme/backend/adapter';
import { constants } from '@acme/backend/internal';

/** The result of a handshake can be used once. */
const usedUp: readonly string[] = [constants.Cookies.Handshake, constants.Cookies.HandshakeNonce];

/** Whether a `Set-Cookie` removes its cookie. */
const isRemoved = (cookie: string) => /^[^=;]*=\s*(?:;|$)|;\s*max-age=0\s*(?:;|$)/i.test(cookie);

/** The name and the value of a cookie, with the blanks around them removed. */
function partsOf(cookie: string): readonly [name: string, value: string] {
  const equals = cookie.indexOf('=');
  return [cookie.slice(0, equals).trim(), cookie.slice(equals + 1).trim()];
}

/**
 * A `Cookie` header as the browser will send it after an answer with these headers. Paths and domains are not considered: all cookies of a
 * session are for the whole site.
 * @param headers - of the answer; only `set-cookie` counts
 */
export function withRenewedCookies(before: string, headers: HeaderList): string {
  const set = new Map<string, string | undefined>();
  for (const [header, cookie] of headers) {
    if (header !== 'set-cookie') continue;
    const [name, value] = partsOf(cookie.split(';', 1)[0] ?? '');
    set.set(name, isRemoved(cookie) ? undefined : value);
  }
  const kept = before.split(';').filter((cookie) => {
    const [name] = partsOf(cookie);
    return !set.has(name) && !usedUp.includes(name);
  });
  const added = Array.from(set, ([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).flat();
  return [...kept.map((cookie) => cookie.trim()), ...added].filter(Boolean).join('; ');
}
