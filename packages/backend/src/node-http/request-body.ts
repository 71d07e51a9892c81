import type { IncomingMessage } from 'node:http';
import { ConfigurationError } from '../errors.js';

/** A body to pass on. */
export interface NodeBody {
  readonly body: ReadableStream<Uint8Array> | string | Blob | null;
  /** The type of a body that had to be written again; undefined: as the request says. */
  readonly contentType?: string;
}

/** Where frameworks and platforms keep a body that they have read. */
export interface ReadBody {
  readonly body?: unknown;
  /** The bytes or the text exactly as received. */
  readonly rawBody?: unknown;
}

/** Methods that are passed on without a body. */
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Bytes of a body that are read before the upstream takes them. */
const readAhead = 65_536;

function hasBody({ method = 'GET', headers, httpVersionMajor }: IncomingMessage): boolean {
  if (withoutBody.has(method)) return false;
  const length = headers['content-length'];
  // HTTP/2 needs neither of the two headers.
  if (length === undefined) return headers['transfer-encoding'] !== undefined || httpVersionMajor >= 2;
  return length !== '0';
}

/**
 * The body of a request as a stream. Node's own conversion closes the connection if the reader stops early; this one does not, because
 * the response is sent over it.
 */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const settle = (end: () => void) => () => {
          if (!isOver) end();
          isOver = true;
        };
        const fail = settle(() => controller.error(new Error('The client closed the connection.')));
        request.on('data', (chunk: Uint8Array | string) => {
          if (isOver) return;
          controller.enqueue(
            typeof chunk === 'string' ? Buffer.from(chunk, request.readableEncoding ?? 'utf8') : chunk,
          );
          if ((controller.desiredSize ?? 0) <= 0) request.pause();
        });
        request.once(
          'end',
          settle(() => controller.close()),
        );
        request.once('error', fail);
        request.once('close', fail);
        request.pause();
      },
      pull() {
        request.resume();
      },
      cancel() {
        isOver = true;
        request.resume();
      },
    },
    { highWaterMark: readAhead, size: (chunk) => chunk.byteLength },
  );
}

function formOf(fields: object): string | undefined {
  const entries = Object.entries(fields) as [string, unknown][];
  // Lists and objects have several notations in a form, and the parsed value does not show which one was sent.
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return undefined;
  return new URLSearchParams(entries).toString();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Serializes a parsed body; undefined if that is not possible without a guess. */
function write(parsed: unknown, type: string): string | undefined {
  if (/^application\/(?:[\w.+-]+\+)?json$/.test(type)) {
    return typeof parsed === 'string' && isJson(parsed) ? parsed : JSON.stringify(parsed);
  }
  if (typeof parsed === 'string') return parsed;
  const isForm = type === 'application/x-www-form-urlencoded';
  return isForm && typeof parsed === 'object' && parsed !== null ? formOf(parsed) : undefined;
}

function bytesOf(body: unknown): Blob | undefined {
  return body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : undefined;
}

/**
 * The body of a request, unread or already read by a parser.
 * @param read - the body as the parser left it
 * @throws {ConfigurationError} `proxy_body_consumed`
 */
export function requestBody(request: IncomingMessage, read: ReadBody): NodeBody {
  if (!hasBody(request)) return { body: null };
  if (!request.readableEnded && !request.readableDidRead) return { body: streamOf(request) };
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';', 1);
  const bytes = bytesOf(read.rawBody) ?? bytesOf(read.body);
  if (bytes) return { body: bytes };
  const parsed = typeof read.rawBody === 'string' ? read.rawBody : read.body;
  const text = request.readableEnded && parsed !== undefined ? write(parsed, type.trim()) : undefined;
  if (text !== undefined) return { body: text, contentType: `${type.trim() || 'text/plain'}; charset=utf-8` };
  throw new ConfigurationError(
    'proxy_body_consumed',
    'The request body was read before the Frontend API proxy could pass it on, and cannot be written again. Register the Clerk middleware before body parsers, or, in Fastify, with hookName: "onRequest".',
  );
}
