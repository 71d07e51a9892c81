import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../request/request-head.js';

function isEncrypted(socket: object): boolean {
  return 'encrypted' in socket && socket.encrypted === true;
}

/**
 * The head of a Node.js request, without copying anything.
 * @param target - path and query as the client sent them; frameworks that shorten `url` in mounted routers keep the whole in
 *   `originalUrl`
 */
export function nodeHead(request: IncomingMessage, target: string = request.url ?? '/'): RequestHead {
  const { headers } = request;
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : value?.join(', ');
  };
  const scheme = isEncrypted(request.socket) ? 'https' : 'http';
  // The host is only a stand-in: the `Host` header decides.
  const url = target.startsWith('/') ? `${scheme}://localhost${target}` : target;
  return {
    method: request.method ?? 'GET',
    url,
    header,
    *headers() {
      for (const name of Object.keys(headers)) {
        const value = header(name);
        if (value !== undefined) yield [name, value] as const;
      }
    },
  };
}
