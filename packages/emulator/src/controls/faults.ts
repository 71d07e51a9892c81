import type { ServerResponse } from 'node:http';
import { explain, type RequestTrace } from '../instance/request-trace.js';
import { checkFault, emptyStatuses, type Fault } from './check-fault.js';

/** An added fault. */
export interface ActiveFault {
  /** Unique for this emulator, such as `fault_1`. */
  readonly id: string;
  /** Number of calls it affected. */
  readonly hits: number;
  remove(): void;
}

/** The faults of an emulator. The fault added last is applied first. */
export interface Faults {
  /** @throws {EmulatorError} `option_invalid` for an unknown key, a wrong value, or a fault without an effect */
  add(fault: Fault): ActiveFault;
  clear(): void;
}

/** A fault with its place in the list. */
export interface ListedFault {
  readonly id: string;
  readonly fault: Fault;
  /** Number of calls it affected. */
  readonly hits: number;
}

interface Entry {
  readonly id: string;
  readonly fault: Fault;
  readonly matches: (method: string, path: string) => boolean;
  hits: number;
}

const alreadySent = () => new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

/** A path that starts with a name other than the version, as people say them: `/jwks`. */
const withoutVersion = /^\/(?!v1(?:\/|$))\w/;

function matcher({ method, path = '*' }: Fault): Entry['matches'] {
  const version = withoutVersion.test(path) ? '(?:/v1)?' : '';
  const source = path
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\}/g, '[^/]+')
    .replaceAll('*', '.*');
  const form = new RegExp(`^${version}${source}$`);
  return (actual, actualPath) => (method === undefined || method.toUpperCase() === actual) && form.test(actualPath);
}

/** A call that faults may affect. */
interface FaultyCall {
  readonly method: string;
  readonly path: string;
  readonly outgoing: ServerResponse;
  readonly finish: (answer: Response) => Response;
  readonly trace?: RequestTrace;
}

/** Stores faults and applies them to calls. */
export class FaultTable implements Faults {
  readonly #onChange: () => void;
  #count = 0;
  #entries: Entry[] = [];

  /** @param onChange - called after each change of the list */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  /** The faults, that which is applied first before the others. */
  list(): readonly ListedFault[] {
    return this.#entries.map(({ id, fault, hits }) => ({ id, fault, hits }));
  }

  add(fault: Fault): ActiveFault {
    checkFault(fault);
    this.#count += 1;
    const entry: Entry = { id: `fault_${this.#count}`, fault, matches: matcher(fault), hits: 0 };
    this.#entries.unshift(entry);
    this.#onChange();
    return {
      id: entry.id,
      get hits() {
        return entry.hits;
      },
      remove: () => void this.remove(entry.id),
    };
  }

  /** Removes a fault. @returns false if there is none of this id */
  remove(id: string): boolean {
    const kept = this.#entries.filter((entry) => entry.id !== id);
    const isFound = kept.length < this.#entries.length;
    this.#entries = kept;
    this.#onChange();
    return isFound;
  }

  clear(): void {
    this.#entries = [];
    this.#onChange();
  }

  /**
   * Answers a call with the first matching fault, or with `next` if none matches.
   * @param call - `finish` completes the headers of every answer
   */
  async meet(call: FaultyCall, next: () => Promise<Response>): Promise<Response> {
    const entry = this.#entries.find(
      ({ fault, matches, hits }) => hits < (fault.times ?? Infinity) && matches(call.method, call.path),
    );
    if (!entry) return call.finish(await next());
    entry.hits += 1;
    explain(call, `The fault ${entry.id} met this call.`);
    this.#onChange();
    const { fault } = entry;
    if (fault.latencyMs) await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
    if (fault.reset) {
      call.outgoing.destroy();
      return alreadySent();
    }
    const isWhole = fault.status === undefined && fault.body === undefined;
    const answer = call.finish(isWhole ? await next() : faultyAnswer(fault));
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
  if (emptyStatuses.includes(status)) return new Response(null, { status, headers });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}
