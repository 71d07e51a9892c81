import { setMaxListeners } from 'node:events';
import type { Transport, TransportRequest, TransportResponse } from './contract.js';
import { abortReason, timeLimitReached } from './contract.js';
import { transport as sendByFetch } from './fetch.js';

/** What undici, the HTTP client under Node's `fetch`, tells about a request. */
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

const MAX_REDIRECTS = 20;
/** Requests at the same time: enough for a busy server, few enough to spare the service's and our own file descriptors. */
const MAX_IN_FLIGHT = 128;

/**
 * The dispatcher under Node's `fetch`, with its connections kept alive: a small fraction of the cost of `fetch` itself, and
 * a proxy or mock that was set for `fetch` works here too. `fetch` is used all the same when somebody has replaced the
 * global one, as tests and instrumentation do, for forms, and where there is no such dispatcher.
 */
export const transport: Transport = (request) => {
  if (typeof request.body === 'object' || !isOriginalFetch()) return sendByFetch(request);
  const dispatcher = globalDispatcher();
  return dispatcher ? exchange(dispatcher, request, MAX_REDIRECTS) : sendByFetch(request);
};

let known: unknown;
let isKnownOriginal = false;

/** Node's `fetch` is a function that loads undici; that it is there does not load it, and its source tells. */
function isOriginalFetch(): boolean {
  const { fetch } = globalThis;
  if (fetch !== known) {
    known = fetch;
    isKnownOriginal = typeof fetch === 'function' && /undici/i.test(Function.prototype.toString.call(fetch));
  }
  return isKnownOriginal;
}

/** Where every copy of undici, the one in Node.js included, looks for the dispatcher in force. */
const dispatcherSymbol = Symbol.for('undici.globalDispatcher.1');

/** Looked up at each call: an application may set a proxy at any time. */
function globalDispatcher(): Dispatcher | undefined {
  const holder = globalThis as { readonly [dispatcherSymbol]?: Dispatcher };
  // Node.js loads undici, which sets its dispatcher, when one of its classes is asked for.
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
    if (inFlight < MAX_IN_FLIGHT) next.start();
    else waiting.push(next);
  });
}

/** One request on its way, from the queue to the end of its answer. */
class Exchange implements DispatchHandler {
  readonly #dispatcher: Dispatcher;
  readonly #request: TransportRequest;
  readonly #redirectsLeft: number;
  readonly #resolve: (response: TransportResponse | Promise<TransportResponse>) => void;
  readonly #reject: (error: unknown) => void;
  readonly #deadline: number;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
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
    // One signal for many calls is usual, and no leak: each stops listening when it is over.
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
          // `transport` sends forms in another way.
          body: body as string | undefined,
          // The time limit of the call is ours.
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
    // Informational answers come before the answer.
    if (status < 200) return true;
    this.#status = status;
    this.#headers = headers;
    this.#statusText = statusText;
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    if (this.#isOver) return;
    this.#finish();
    try {
      this.#resolve(this.#answer());
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
    // Those that were given up meanwhile do not take the place.
    while (inFlight < MAX_IN_FLIGHT && waiting.length > 0) waiting.shift()?.start();
  }

  #answer(): TransportResponse | Promise<TransportResponse> {
    const location = redirects3xx.has(this.#status) ? headerValue(this.#headers, 'location') : null;
    if (location !== null) return this.#follow(location);
    const body = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const encoding = headerValue(this.#headers, 'content-encoding');
    if (encoding === null || body.length === 0) return this.#toResponse(body);
    return decompress(body, encoding).then((content) => this.#toResponse(content));
  }

  #follow(location: string): Promise<TransportResponse> {
    if (this.#redirectsLeft === 0) throw new TypeError(`More than ${MAX_REDIRECTS} redirects.`);
    const next = redirected(this.#request, new URL(location, this.#request.url), this.#status);
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

const redirects3xx: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** @see {@link https://fetch.spec.whatwg.org/#http-redirect-fetch | Fetch Standard, HTTP-redirect fetch} */
function redirected(request: TransportRequest, url: URL, status: number): TransportRequest {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError('Redirected to something else than HTTP.');
  const becomesGet = status === 303 ? request.method !== 'GET' : status < 303 && request.method === 'POST';
  const isForeign = url.origin !== new URL(request.url).origin;
  // Another origin must not get the secret key.
  const dropped = new Set([...(isForeign ? ['authorization'] : []), ...(becomesGet ? ['content-type'] : [])]);
  url.hash = '';
  return {
    ...request,
    url: url.href,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !dropped.has(name))),
    ...(becomesGet ? { method: 'GET', body: undefined } : {}),
  };
}

async function decompress(body: Buffer, encoding: string): Promise<Buffer> {
  const { brotliDecompress, gunzip } = await import('node:zlib');
  const { promisify } = await import('node:util');
  if (encoding === 'gzip') return promisify(gunzip)(body);
  if (encoding === 'br') return promisify(brotliDecompress)(body);
  if (encoding === 'identity') return body;
  throw new TypeError('The answer has a content encoding that was not asked for.');
}
