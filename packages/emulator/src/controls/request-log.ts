import { checkFields, fieldChecks } from '../instance/check-fields.js';
import type { RequestTrace } from '../instance/request-trace.js';
import { laterThan } from './later-than.js';

/** A request to the emulator. Secrets, tokens, codes and cookies are replaced by `<redacted>`. */
export interface LoggedRequest {
  /** Unique for this emulator, such as `request_1`. */
  readonly id: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The body if it is JSON; undefined otherwise. */
  readonly body: unknown;
  /** Status of the answer. */
  readonly status: number;
  /** Time of the request, Unix ms by the emulator's clock. */
  readonly at: number;
  /** How long the answer took, in ms of the real clock. */
  readonly durationMs: number;
  /** What answered, such as `Backend API: users.getUser`; undefined if nothing did. */
  readonly route: string | undefined;
  /** Why it was answered so, in words, as far as the emulator knows: the reason of a handshake, the message of an error. */
  readonly reason: string | undefined;
  /** `unknown_route`: the emulator has no such route. `not_emulated`: the service has it, the emulator does not. */
  readonly problem: 'unknown_route' | 'not_emulated' | undefined;
}

/** The requests since the start, the last reset or the last `clear()`; at most 1000, the oldest go first. */
export interface RequestLog {
  readonly all: readonly LoggedRequest[];
  /** The requests with this method and path; an omitted field matches all. @throws {EmulatorError} `option_invalid` */
  find(wanted: { readonly method?: string; readonly path?: string }): readonly LoggedRequest[];
  clear(): void;
}

const maxEntries = 1000;
const maxBodyBytes = 64 * 1024;
const redactedText = '<redacted>';
const secretName =
  /secret|password|token|authorization|cookie|jwt|handshake|session$|nonce|ticket|^code$|backup_codes|api_key$/i;

const redactPairs = (pairs: Iterable<readonly [string, string]>) =>
  Object.fromEntries(Array.from(pairs, ([name, value]) => [name, secretName.test(name) ? redactedText : value]));

/** A page may have been opened with a ticket, a handshake or a code in its address. */
function redactHeaders(headers: Headers): Readonly<Record<string, string>> {
  const kept = redactPairs(headers);
  const page = kept['referer'];
  return page === undefined ? kept : { ...kept, referer: page.replace(/[?#].*$/s, '') };
}

/** Settings such as `password: true` are no secrets. */
const mayBeSecret = (value: unknown) => typeof value === 'string' || Array.isArray(value);

/** Records the requests of an emulator. */
export class RequestRecorder implements RequestLog {
  readonly #onAdd: () => void;
  #count = 0;
  #entries: LoggedRequest[] = [];

  /** @param onAdd - called after each change of the log */
  constructor(onAdd: () => void = () => undefined) {
    this.#onAdd = onAdd;
  }

  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  find(wanted: { readonly method?: string; readonly path?: string }): readonly LoggedRequest[] {
    checkFields('requests.find', wanted, { method: fieldChecks.text, path: fieldChecks.text });
    const { method, path } = wanted;
    return this.#entries.filter(
      (entry) => (method === undefined || entry.method === method) && (path === undefined || entry.path === path),
    );
  }

  clear(): void {
    this.#entries = [];
    this.#onAdd();
  }

  /** The kept requests after the one with this id; undefined if there never was one. */
  after(id: string): readonly LoggedRequest[] | undefined {
    const isLater = laterThan(id, { prefix: 'request', count: this.#count });
    return isLater && this.#entries.filter((entry) => isLater(entry.id));
  }

  /** Adds a request and its answer. */
  add(
    request: Request,
    answered: Pick<LoggedRequest, 'path' | 'body' | 'status' | 'at' | 'durationMs'>,
    trace: RequestTrace,
  ): LoggedRequest {
    this.#count += 1;
    const { path, body, status, at, durationMs } = answered;
    const entry: LoggedRequest = {
      id: `request_${this.#count}`,
      method: request.method,
      path,
      query: redactPairs(new URL(request.url).searchParams),
      headers: redactHeaders(request.headers),
      body,
      status,
      at,
      durationMs,
      route: trace.route,
      reason: trace.reason,
      problem: trace.problem,
    };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries.shift();
    this.#onAdd();
    return entry;
  }
}

/** The JSON body of a request, redacted; the request can still be read afterwards. */
export async function readLoggedBody(request: Request): Promise<{ readonly request: Request; readonly body: unknown }> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const isJson = request.headers.get('content-type')?.includes('json') === true;
  if (!isJson || !(length > 0 && length <= maxBodyBytes)) return { request, body: undefined };
  const text = await request.text();
  const again = new Request(request.url, { method: request.method, headers: request.headers, body: text });
  try {
    const body: unknown = JSON.parse(text, (name, value: unknown) =>
      secretName.test(name) && mayBeSecret(value) ? redactedText : value,
    );
    return { request: again, body };
  } catch {
    return { request: again, body: undefined };
  }
}
