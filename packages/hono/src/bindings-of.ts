import type { Environment } from '@acme/backend/adapter';
import { requestHead, type RequestHead } from '@acme/backend/web';
import type { Context } from 'hono';

/** The member of the bindings of @hono/node-server that is read. */
type NodeBindings = { readonly incoming?: { readonly headers?: Readonly<Record<string, string | undefined>> } };

/** The platform's bindings. On Node.js they hold objects too (`incoming`, `outgoing`); only named variables are read. */
export function bindingsOf(c: Context): Environment & NodeBindings {
  // Hono gives it the type that the application declares; it is absent where there are no bindings.
  return (c.env as (Environment & NodeBindings) | undefined) ?? {};
}

/**
 * The head of a request. In HTTP/2 on Node.js the host is `:authority`, whatever `Host` says; the `Request` has only the latter.
 * @see RFC 9113 section 8.3.1
 */
export function headOf(c: Context): RequestHead {
  const head = requestHead(c.req.raw);
  const authority = bindingsOf(c).incoming?.headers?.[':authority'];
  return authority ? { ...head, header: (name) => (name === 'host' ? authority : head.header(name)) } : head;
}
