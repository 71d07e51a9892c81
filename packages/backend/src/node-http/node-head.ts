import type { RequestHead } from '../request/request-head.js';
import { anyCaseHeaders, joinValues } from './any-case-headers.js';

/**
 * A Node.js request of HTTP/1 or HTTP/2, or an object used in its place: shims of Lambda functions, the `handshake` of a socket, test
 * doubles. Every part may be missing.
 */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers?: object | null | undefined;
  readonly rawHeaders?: readonly string[] | undefined;
  readonly httpVersionMajor?: number | undefined;
  readonly socket?: object | null | undefined;
  /** In HTTP/2; there is no session once the client has disconnected. */
  readonly stream?: { readonly session?: object | null | undefined } | null | undefined;
}

type Header = RequestHead['header'];
type Parsed = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Connection {
  readonly encrypted?: unknown;
}

function isEncrypted(request: NodeRequest): boolean {
  // `stream` is read only where it exists: to look for it in vain takes as long as the rest of this function.
  const connection: Connection | null | undefined =
    request.httpVersionMajor === 2 ? request.stream?.session : request.socket;
  if (connection) return connection.encrypted === true;
  // The `handshake` of a socket has its own member; a getter of a framework would read the missing socket.
  return request.httpVersionMajor !== 2 && Object.hasOwn(request, 'secure') && Reflect.get(request, 'secure') === true;
}

function headerOf(headers: Parsed): Header {
  return (name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : value && joinValues(name, value);
  };
}

/** In HTTP/2 the host is `:authority`, whatever `Host` says. @see RFC 9113 section 8.3.1 */
function headerOfHttp2(headers: Parsed): Header {
  const header = headerOf(headers);
  return (name) => (name === 'host' && headers[':authority'] ? header(':authority') : header(name));
}

function* allHeaders(names: Iterable<string>, header: Header): Iterable<readonly [string, string]> {
  for (const name of names) {
    const value = header(name);
    if (typeof value === 'string') yield [name, value];
  }
}

/** Adds `host` where only `:authority` gives it; the other names with a colon are no headers. */
function namesOf(headers: object): Iterable<string> {
  const names = Object.keys(headers);
  if (!(':authority' in headers)) return names;
  return new Set(['host', ...names.filter((name) => !name.startsWith(':'))]);
}

/**
 * The head of a Node.js request, without copying anything.
 * @param target - path and query as the client sent them; frameworks that shorten `url` in mounted routers keep the whole in
 *   `originalUrl`
 */
export function nodeHead(request: NodeRequest, target: string | undefined = request.url): RequestHead {
  const { method } = request;
  // A target that is no text counts as the root.
  const path = (typeof target === 'string' && target) || (typeof request.url === 'string' && request.url) || '/';
  const scheme = isEncrypted(request) ? 'https' : 'http';
  // Node.js has parsed the headers already, names in lower case; other requests have no list of raw headers.
  const isParsed = Boolean(request.headers && request.rawHeaders && request.rawHeaders.length > 0);
  const headers = isParsed ? (request.headers as Parsed) : anyCaseHeaders(request.headers);
  const header = ':authority' in headers ? headerOfHttp2(headers) : headerOf(headers);
  return {
    method:
      isParsed && typeof method === 'string' ? method : (typeof method === 'string' ? method : 'GET').toUpperCase(),
    // The host does not count: the `Host` header decides.
    url: path.startsWith('/') ? `${scheme}://localhost${path}` : path,
    header,
    headers: () => allHeaders(namesOf(headers), header),
  };
}
