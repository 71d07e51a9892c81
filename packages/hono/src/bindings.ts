import type { Environment } from '@acme/backend/adapter';
import type { Context } from 'hono';

const none: Environment = {};

/** What the platform hands over with a request; in a process also other things than texts, which nobody asks for by name. */
export function bindingsOf(c: Context): Environment {
  // Hono types it as whatever the application says; it is absent where there are no bindings.
  return (c.env as Environment | undefined) ?? none;
}

/** Variables of the process, where there is one: workers have bindings instead. */
export function processEnvironment(): Environment {
  return (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env ?? none;
}
