import { connect } from 'node:net';

/** What came back over a connection. */
export interface RawAnswer {
  /** Of the first answer; undefined if the connection was closed without one. */
  readonly status: number | undefined;
  /** Everything that came, as text. */
  readonly text: string;
  /** Neither an answer nor an end came in time. */
  readonly hung: boolean;
}

/** Long enough for the slowest machine: only what never answers takes so long. */
const patienceMs = 60_000;

/**
 * Sends bytes as they are and waits for an answer, or for the end of the connection.
 * @param isHalf - the request is not complete: nothing is waited for, the connection is closed
 */
export function sendRaw(port: number, bytes: string | Buffer, { isHalf = false } = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const finish = (hung: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text.replace(/^HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n/, ''))?.[1];
      resolve({ status: status === undefined ? undefined : Number(status), text, hung });
    };
    const timer = setTimeout(finish, patienceMs, true);
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => {
      if (isHalf) setImmediate(finish, false);
    });
  });
}

/** A request with `Connection: close`, so that the end of the answer is the end of the connection. */
export function rawRequest(
  path: string,
  { method = 'GET', host = 'app.example.com', headers = '', body = '' } = {},
): string {
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n${body}`;
}
