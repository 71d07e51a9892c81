import type { Instance } from '../instance/instance.js';
import { clientCookie } from '../sessions/client-cookie.js';
import type { ClientRow } from '../store/tables.js';

/** Redirects to another page of the emulator. */
export function redirectTo(instance: Instance, client: ClientRow | undefined, location: string): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  if (client) headers.set('set-cookie', clientCookie(instance, client));
  return new Response(null, { status: 303, headers });
}
