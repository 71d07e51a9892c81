import { createServer, ServerResponse, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { ApiError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { isLoopbackHostname } from './is-loopback-hostname.js';

const ipv4Loopback = '127.0.0.1';
const ipv6Loopback = '::1';
/** Tries to find a port that is free on both loopback addresses. */
const maxAttempts = 10;
/**
 * The client closes an idle connection, never the server: if both were busy for as long as a time limit, such as during a large import, the server
 * would close a connection on which the client has just sent its next request. The system finds out that the other machine is gone.
 */
const connections = { keepAliveTimeout: 0, keepAlive: true, keepAliveInitialDelay: 60_000 };
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** A listening server. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** The caller of a request. */
export interface Caller {
  /** True if the caller is on this machine, without a proxy between. */
  readonly isLocal: boolean;
  /** Address of the connection. */
  readonly ipAddress: string;
}

/** The function that answers requests; set after listening, because keys depend on the port. */
export type Answer = (request: Request, outgoing: ServerResponse, caller: Caller) => Promise<Response>;

/**
 * Opens the port. Without a host name: on 127.0.0.1 and, where the machine has it, ::1.
 * @param port - 0 for any free port
 * @throws {EmulatorError} `port_in_use`, `port_invalid`, `address_unavailable`
 */
export async function listen(port: number, hostname: string | undefined, answer: Answer): Promise<Listening> {
  const respond = (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings) => {
    // `open` below makes HTTP/1.1 servers only.
    if (!(outgoing instanceof ServerResponse)) throw new TypeError('The emulator speaks HTTP/1.1.');
    const ipAddress = (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
    return answer(request, outgoing, { isLocal: isLocal(ipAddress, request.headers), ipAddress });
  };
  const handle = guarded(hostname, getRequestListener(respond, { overrideGlobalObjects: false }));
  const isLoopbackPair = hostname === undefined || hostname === 'localhost';
  for (let attempt = 1; ; attempt += 1) {
    const first = await open(handle, port, isLoopbackPair ? ipv4Loopback : hostname);
    const actualPort = portOf(first);
    if (!isLoopbackPair) return listening(actualPort, [first]);
    try {
      const second = await openIfAvailable(handle, actualPort);
      return listening(actualPort, second ? [first, second] : [first]);
    } catch (error) {
      await shut(first);
      if (port !== 0 || attempt === maxAttempts) throw error;
    }
  }
}

/** True if a connection comes from this machine and from no proxy. */
function isLocal(address: string, headers: Headers): boolean {
  if (['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers.has(name))) return false;
  return address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

function listening(port: number, servers: readonly Server[]): Listening {
  return {
    port,
    async close() {
      await Promise.all(servers.map(shut));
    },
  };
}

async function openIfAvailable(handle: RequestListener, port: number): Promise<Server | undefined> {
  try {
    return await open(handle, port, ipv6Loopback);
  } catch (error) {
    // A machine without IPv6 needs only 127.0.0.1.
    if (error instanceof EmulatorError && error.code === 'address_unavailable') return undefined;
    throw error;
  }
}

function open(handle: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(connections, handle);
    server.once('error', (error) => reject(listenError(error, port, host)));
    try {
      server.listen({ port, host, ipv6Only: host === ipv6Loopback }, () => {
        server.removeAllListeners('error');
        resolve(server);
      });
    } catch (error) {
      reject(listenError(error, port, host));
    }
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listenError(error: unknown, port: number, host: string): EmulatorError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new EmulatorError(
      'port_in_use',
      `Port ${port} is in use. Stop the program that has it, or choose another port (--port).`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'ERR_SOCKET_BAD_PORT') {
    return new EmulatorError(
      'port_invalid',
      `Port ${port} cannot be used. Choose one from 1024 to 65535, or 0 for any free port.`,
      { cause: error },
    );
  }
  return new EmulatorError(
    'address_unavailable',
    `The address ${host} cannot be listened on. Leave the host out to listen on this machine only.`,
    { cause: error },
  );
}

/** Refuses bad requests before a `Request` is created, which throws for some of them. */
function guarded(hostname: string | undefined, next: ReturnType<typeof getRequestListener>): RequestListener {
  return function guard(request, response) {
    const refusal = refuse(request, hostname);
    if (refusal) {
      answerPlainly(response, refusal);
      return;
    }
    // Browser libraries send `//api_keys`; a URL would take the first segment for a host.
    request.url = request.url?.replace(/^\/+/, '/');
    void next(request, response);
  };
}

function refuse(request: IncomingMessage, hostname: string | undefined): ApiError | undefined {
  const { method = '', url = '' } = request;
  if (!methods.includes(method)) {
    return new ApiError(405, 'method_not_allowed', 'Method not allowed', `The emulator does not answer ${method}.`);
  }
  if (!isAllowedHost(request.headers.host, hostname)) {
    // A hostile site can point its own name at 127.0.0.1; then its pages would be same-origin with the emulator.
    return new ApiError(
      403,
      'host_invalid',
      'Host refused',
      'The emulator only answers to localhost, 127.0.0.1 and [::1], and to the host it was started with.',
    );
  }
  if (!url.startsWith('/')) {
    return new ApiError(400, 'request_path_invalid', 'Request path invalid', 'A path starts with a slash.');
  }
  return undefined;
}

function isAllowedHost(header: string | undefined, hostname: string | undefined): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').toLowerCase();
  if (isLoopbackHostname(name)) return true;
  if (hostname === undefined) return false;
  // Other machines may connect. An address in the header cannot come from DNS rebinding.
  return name === hostname.toLowerCase() || /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/.test(name);
}

function answerPlainly(response: ServerResponse, refusal: ApiError): void {
  const body = JSON.stringify(refusal.toWire());
  response.writeHead(refusal.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
}
