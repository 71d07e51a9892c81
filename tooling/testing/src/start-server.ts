import { once } from 'node:events';
import { createServer, Server as HttpServer, type RequestListener } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import { Server, type AddressInfo, type Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { atTheEnd } from './at-the-end.js';

/** A server that accepts connections. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, or `https:` for a server with TLS. */
  readonly url: string;
  /** Ends every connection and closes the server; a second call does nothing. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a server on a free port of the loopback interface. It is closed at the end of the test, or of the file when it
 * is started outside a test.
 * @param listener - what answers requests, or a whole server (TLS, HTTP/2, plain TCP)
 * @param hostname - the name in `url`; default `127.0.0.1`
 */
export async function startServer(
  listener: RequestListener | Server,
  { hostname = '127.0.0.1' }: { readonly hostname?: string } = {},
): Promise<RunningServer> {
  const server = listener instanceof Server ? listener : createServer(listener);
  // A busy machine may need longer for the next request on a connection than any time limit: then the server would close it while it is sent.
  if (server instanceof HttpServer || server instanceof HttpsServer) server.keepAliveTimeout = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  atTheEnd(close);
  const { port } = server.address() as AddressInfo;
  return { port, url: `${server instanceof TlsServer ? 'https' : 'http'}://${hostname}:${port}`, close };
}
