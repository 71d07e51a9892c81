import * as workers from 'cloudflare:workers';

/** Bindings of workerd and Cloudflare Workers. Versions before 2025-03 have no `env` in this module, and code gets the bindings with each request. */
export function readBindings(): Readonly<Record<string, unknown>> {
  return ('env' in workers ? workers.env : undefined) ?? {};
}
