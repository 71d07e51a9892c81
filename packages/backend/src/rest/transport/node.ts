import { setMaxListeners } from 'node:events';
import type { Transport, TransportRequest, TransportResponse } from './contract.js';
import { abortReason, responseTooLarge, timeLimitReached } from './contract.js';
import { transport as sendByFetch } from './fetch.js';
import { isOwnFetch } from './is-own-fetch.js';
import { isRedirect, maxRedirects, redirected, tooManyRedirects } from './redirected.js';

/** The events of a request in undici, the HTTP client inside Node's `fetch`. */
interface DispatchHandler {
  readonly onConnect: (abort: (reason: Error) => void) => void;
  readonly onHeaders: (status: number, headers: readonly Buffer[], resume: () => void, statusText: string) => boolean;
  readonly onData: (chunk: Buffer) => boolean;
  readonly onComplete: () => void;
  readonly onError: (error: Error) => void;
}

/** @see {@link https://undici.nodejs.org/#/docs/api/Dispatcher | undici, Dispatcher} */
interface Dispatcher {
  readonly dispatch: (
    options: {
      readonly origin: string;
      readonly path: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | undefined;
      readonly headersTimeout: number;
      readonly bodyTimeout: number;
    },
    handler: DispatchHandler,
  ) => boolean;
}

/** Most requests at the same time: enough for a busy server, few enough for the file descriptors of the service and of this process. */
const maxInFlight = 128;

/**
 * Sends with the dispatcher of Node's `fetch`, which keeps connections alive: a small fraction of the cost of `fetch` itself, and
 * a proxy or mock that was set for `fetch` works here too. `fetch` itself is used for forms, without such a dispatcher, and
 * unless the global `fetch` is certainly that of Node.js.
 */
export const transport: Transport = (request) => {
  if (typeof request.body === 'object' || !isOwnFetch()) return sendByFetch(request);
  const dispatcher = globalDispatcher();
  return dispatcher ? exchange(dispatcher, request, maxRedirects) : sendByFetch(request);
};

/** Under this symbol every copy of undici, the one in Node.js included, finds the current dispatcher. */
const dispatcherSymbol = Symbol.for('undici.globalDispatcher.1');

/** Looked up at each call: an application may set a proxy at any time. */
function globalDispatcher(): Dispatcher | undefined {
  const holder = globalThis as { readonly [dispatcherSymbol]?: Dispatcher };
  // Reading one of its classes, such as `Response`, makes Node.js load undici, which sets its dispatcher.
  return holder[dispatcherSymbol] ?? (typeof Response === 'function' ? holder[dispatcherSymbol] : undefined);
}

let inFlight = 0;
const waiting: Exchange[] = [];

function exchange(
  dispatcher: Dispatcher,
  request: TransportRequest,
  redirectsLeft: number,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const next = new Exchange(dispatcher, request, redirectsLeft, resolve, reject);
    if (inFlight < maxInFlight) next.start();
    else waiting.push(next);
  });
}

/** One request, from the queue to the end of its answer. */
class Exchange implements DispatchHandler {
  readonly #dispatcher: Dispatcher;
  readonly #request: TransportRequest;
  readonly #redirectsLeft: number;
  readonly #resolve: (response: TransportResponse | Promise<TransportResponse>) => void;
  readonly #reject: (error: unknown) => void;
  readonly #deadline: number;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #isStarted = false;
  #isOver = false;
  #abort: ((reason: Error) => void) | undefined;
  #status = 0;
  #statusText = '';
  #headers: readonly Buffer[] = [];

  constructor(
    dispatcher: Dispatcher,
    request: TransportRequest,
    redirectsLeft: number,
    resolve: (response: TransportResponse | Promise<TransportResponse>) => void,
    reject: (error: unknown) => void,
  ) {
    this.#dispatcher = dispatcher;
    this.#request = request;
    this.#redirectsLeft = redirectsLeft;
    this.#resolve = resolve;
    this.#reject = reject;
    const { timeoutMs, signal } = request;
    this.#deadline = Date.now() + timeoutMs;
    this.#timer = setTimeout(this.#timeIsUp, timeoutMs);
    if (signal) this.#listen(signal);
  }

  #listen(signal: AbortSignal): void {
    if (signal.aborted) return this.#giveUp(abortReason(signal));
    // Many calls may share one signal without a leak: each removes its listener at its end.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this.#callerGaveUp, { once: true });
  }

  start(): void {
    if (this.#isOver) return;
    this.#isStarted = true;
    inFlight += 1;
    const { url, method, headers, body } = this.#request;
    // The first slash after `https://`; a URL here always has one.
    const pathStart = url.indexOf('/', 8);
    try {
      this.#dispatcher.dispatch(
        {
          origin: url.slice(0, pathStart),
          path: url.slice(pathStart),
          method,
          headers: { ...headers, 'accept-encoding': 'gzip, br' },
          // `transport` sends forms with `fetch`.
          body: body as string | undefined,
          // This class has its own time limit for the whole call.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        this,
      );
    } catch (error) {
      this.#finish();
      this.#reject(error);
    }
  }

  onConnect(abort: (reason: Error) => void): void {
    this.#abort = abort;
    if (this.#isOver) abort(new DOMException('The call is over.', 'AbortError'));
  }

  onHeaders(status: number, headers: readonly Buffer[], _resume: () => void, statusText: string): boolean {
    // Informational answers precede the answer.
    if (status < 200) return true;
    this.#status = status;
    this.#headers = headers;
    this.#statusText = statusText;
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#request.maxBytes) this.#giveUp(responseTooLarge(this.#request.maxBytes));
    else this.#chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    if (this.#isOver) return;
    const location = isRedirect(this.#status) ? headerValue(this.#headers, 'location') : null;
    // The next request enters the queue again.
    if (location !== null) return this.#settle(() => this.#follow(location));
    const body = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const encoding = headerValue(this.#headers, 'content-encoding');
    if (encoding === null || body.length === 0) return this.#settle(() => this.#toResponse(body));
    decompress(body, encoding, this.#request.maxBytes).then(
      (content) => this.#settle(() => this.#toResponse(content)),
      (error: unknown) =>
        this.#settle(() => {
          throw error;
        }),
    );
  }

  /** Ends the exchange with the result or the error of `answer`; the time limit ends here. */
  #settle(answer: () => TransportResponse | Promise<TransportResponse>): void {
    if (this.#isOver) return;
    this.#finish();
    try {
      this.#resolve(answer());
    } catch (error) {
      this.#reject(error);
    }
  }

  onError(error: Error): void {
    if (this.#isOver) return;
    this.#finish();
    this.#reject(error);
  }

  readonly #timeIsUp = () => this.#giveUp(timeLimitReached(this.#request.timeoutMs));
  readonly #callerGaveUp = () => this.#giveUp(abortReason(this.#request.signal));

  #giveUp(reason: Error): void {
    if (this.#isOver) return;
    this.#finish();
    this.#reject(reason);
    this.#abort?.(reason);
  }

  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#callerGaveUp);
    if (!this.#isStarted) return;
    inFlight -= 1;
    // Requests that were aborted while they waited do not start.
    while (inFlight < maxInFlight && waiting.length > 0) waiting.shift()?.start();
  }

  #follow(location: string): Promise<TransportResponse> {
    const next = redirected(this.#request, location, this.#status);
    if (this.#redirectsLeft === 0) throw tooManyRedirects();
    const timeoutMs = Math.max(1, this.#deadline - Date.now());
    return exchange(this.#dispatcher, { ...next, timeoutMs }, this.#redirectsLeft - 1);
  }

  #toResponse(content: Buffer): TransportResponse {
    const headers = this.#headers;
    return {
      status: this.#status,
      statusText: this.#statusText,
      header: (name) => headerValue(headers, name),
      text: content.toString('utf8'),
    };
  }
}

/** All values of a header, joined as in `Headers`. `raw` has names and values in turn. */
function headerValue(raw: readonly Buffer[], name: string): string | null {
  let found: string | null = null;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const candidate = raw[index];
    if (candidate?.length !== name.length || candidate.toString('latin1').toLowerCase() !== name) continue;
    const value = raw[index + 1]?.toString('latin1') ?? '';
    found = found === null ? value : `${found}, ${value}`;
  }
  return found;
}

async function decompress(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  if (encoding === 'identity') return body;
  const { brotliDecompress, gunzip } = await import('node:zlib');
  const { promisify } = await import('node:util');
  const expand = { gzip: promisify(gunzip), br: promisify(brotliDecompress) }[encoding];
  if (!expand) throw new TypeError('The answer has a content encoding that was not requested.');
  try {
    return await expand(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? responseTooLarge(maxBytes) : error;
  }
}
