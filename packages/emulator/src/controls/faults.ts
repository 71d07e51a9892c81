import type { ServerResponse } from 'node:http';

/** A fault in the answers of a route. */
export interface Fault {
  /** Default: every method. */
  readonly method?: string | undefined;
  /** Path with `*` for anything and `{name}` for one segment, e.g. `/v1/users/{id}`. Default: every path. */
  readonly path?: string | undefined;
  /** Number of calls it affects. Default: all. */
  readonly times?: number | undefined;
  /** Delay before the answer, in ms. */
  readonly latencyMs?: number | undefined;
  /** Answers with this status instead of handling the request. */
  readonly status?: number | undefined;
  /** Headers of that answer, such as `retry-after`. Default `content-type: application/json`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Body of that answer: an object as JSON, text as it is. */
  readonly body?: object | string | undefined;
  /** Closes the connection without an answer. */
  readonly reset?: boolean | undefined;
  /** Closes the connection in the middle of the answer. */
  readonly truncate?: boolean | undefined;
}

/** An added fault. */
export interface ActiveFault {
  /** Number of calls it affected. */
  readonly hits: number;
  remove(): void;
}

/** The faults of an emulator. The fault added last is applied first. */
export interface Faults {
  add(fault: Fault): ActiveFault;
  clear(): void;
}

interface Entry {
  readonly fault: Fault;
  readonly matches: (method: string, path: string) => boolean;
  hits: number;
}

const alreadySent = () => new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

function matcher({ method, path }: Fault): Entry['matches'] {
  const source = (path ?? '*')
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\}/g, '[^/]+')
    .replaceAll('*', '.*');
  const form = new RegExp(`^${source}$`);
  return (actual, actualPath) => (method === undefined || method.toUpperCase() === actual) && form.test(actualPath);
}

/** Stores faults and applies them to calls. */
export class FaultTable implements Faults {
  #entries: Entry[] = [];

  add(fault: Fault): ActiveFault {
    const entry: Entry = { fault, matches: matcher(fault), hits: 0 };
    this.#entries.unshift(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** Answers a call with the first matching fault, or with `next` if none matches. */
  async meet(
    call: { readonly method: string; readonly path: string; readonly outgoing: ServerResponse },
    next: () => Promise<Response>,
  ): Promise<Response> {
    const entry = this.#entries.find(
      ({ fault, matches, hits }) => hits < (fault.times ?? Infinity) && matches(call.method, call.path),
    );
    if (!entry) return next();
    entry.hits += 1;
    const { fault } = entry;
    if (fault.latencyMs) await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
    if (fault.reset) {
      call.outgoing.destroy();
      return alreadySent();
    }
    const answer = fault.status === undefined && fault.body === undefined ? await next() : faultyAnswer(fault);
    if (!fault.truncate) return answer;
    const body = Buffer.from(await answer.arrayBuffer());
    call.outgoing.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      'content-length': String(body.length),
    });
    call.outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => call.outgoing.destroy());
    return alreadySent();
  }
}

function faultyAnswer({ status = 200, headers = {}, body = '' }: Fault): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}
