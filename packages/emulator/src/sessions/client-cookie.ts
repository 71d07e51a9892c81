import type { Instance } from '../instance/instance.js';
import type { ClientRow } from '../store/tables.js';
import { oneYearSeconds } from './application-cookies.js';

/** Name of the emulator's own cookie. Cookies ignore ports, so it carries the suffix of the instance. */
export function clientCookieName(instance: Instance): string {
  return `__client_${instance.cookieSuffix}`;
}

/** `Set-Cookie` value of the emulator's own cookie. */
export function clientCookie(instance: Instance, client: ClientRow): string {
  return `${clientCookieName(instance)}=${client.token}; Path=/; Max-Age=${oneYearSeconds}; SameSite=Lax; HttpOnly`;
}

/** Reads a cookie of a `Cookie` header; the first of two cookies of a name counts. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return undefined;
}
