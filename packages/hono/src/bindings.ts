import { requestHead, type Environment, type RequestHead } from '@acme/backend/adapter';
import type { Context } from 'hono';

const none: Environment = {};

/** What @hono/node-server hands over besides. */
interface NodeRequest {
  readonly httpVersionMajor: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** What the platform hands over with a request; in a process also other things than texts, which nobody asks for by name. */
export function bindingsOf(c: Context): Environment {
  // Hono types it as whatever the application says; it is absent where there are no bindings.
  return (c.env as Environment | undefined) ?? none;
}

/** Variables of the process, where there is one: workers have bindings instead. */
export function processEnvironment(): Environment {
  return (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env ?? none;
}

/**
 * The head of a request. On Node.js `:authority` is the host in HTTP/2, whatever `Host` says; the `Request` has only the latter.
 * @see RFC 9113 section 8.3.1
 */
export function headOf(c: Context): RequestHead {
  const head = requestHead(c.req.raw);
  const { incoming } = bindingsOf(c) as { readonly incoming?: NodeRequest };
  if (incoming?.httpVersionMajor !== 2) return head;
  const authority = incoming.headers?.[':authority'];
  return authority ? { ...head, header: (name) => (name === 'host' ? authority : head.header(name)) } : head;
}
