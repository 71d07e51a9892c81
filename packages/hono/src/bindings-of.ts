import type { Environment } from '@acme/backend/adapter';
import { requestHead, type RequestHead } from '@acme/backend/web';
import type { Context } from 'hono';

const none: Environment = {};

/** The member of the bindings of @hono/node-server that is read. */
interface NodeBindings {
  readonly incoming?: {
    readonly httpVersionMajor: number;
    readonly headers?: Readonly<Record<string, string | undefined>>;
  };
}

/** The platform's bindings. On Node.js they hold objects too (`incoming`, `outgoing`); only named variables are read. */
export function bindingsOf(c: Context): Environment {
  // Hono gives it the type that the application declares; it is absent where there are no bindings.
  return (c.env as Environment | undefined) ?? none;
}

/**
 * The head of a request. In HTTP/2 on Node.js the host is `:authority`, whatever `Host` says; the `Request` has only the latter.
 * @see RFC 9113 section 8.3.1
 */
export function headOf(c: Context): RequestHead {
  const head = requestHead(c.req.raw);
  const { incoming } = bindingsOf(c) as NodeBindings;
  const authority = incoming?.httpVersionMajor === 2 ? incoming.headers?.[':authority'] : undefined;
  return authority ? { ...head, header: (name) => (name === 'host' ? authority : head.header(name)) } : head;
}
