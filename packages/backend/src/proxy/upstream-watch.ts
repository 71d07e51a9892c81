import { timerDelay } from '../rest/send.js';

/**
 * Ends a call when the upstream sends nothing for too long, or when the client disconnects. The time does not run while the call waits
 * for the client to send more of its body or to read more of the answer.
 */
export class UpstreamWatch {
  readonly #controller = new AbortController();
  readonly #client: AbortSignal | undefined;
  readonly #delay: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #awaitsUpstream = true;
  #awaitsClient = false;
  #isOver = false;
  /** Whether the upstream sent nothing for too long. */
  timedOut = false;

  /** @param timeoutMs - how long the upstream may send nothing */
  constructor(timeoutMs: number, client: AbortSignal | undefined) {
    this.#delay = timerDelay(timeoutMs);
    this.#client = client;
    if (client?.aborted) this.#abort();
    // Stryker disable next-line ObjectLiteral,BooleanLiteral: a signal aborts once.
    client?.addEventListener('abort', this.#abort, { once: true });
    this.#update();
  }

  /** The signal that aborts the call. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The body of a request, forwarded chunk by chunk. */
  watchRequest(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    return relay(body, {
      waits: (isWaiting) => {
        this.#awaitsClient = isWaiting;
        this.#update();
      },
    });
  }

  /** The body of an answer, forwarded chunk by chunk. */
  watchAnswer(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    this.#awaitsUpstream = false;
    this.#update();
    return relay(body, {
      waits: (isWaiting) => {
        this.#awaitsUpstream = isWaiting;
        this.#update();
      },
      ends: () => this.end(),
    });
  }

  /** Stops the timer: the call is over. */
  end(): void {
    this.#isOver = true;
    this.#client?.removeEventListener('abort', this.#abort);
    this.#update();
  }

  readonly #abort = (): void => {
    const why = this.timedOut
      ? `has sent nothing for ${this.#delay} ms`
      : 'is not needed any more: the client has gone';
    this.#controller.abort(new Error(`The Frontend API ${why}.`));
  };

  #update(): void {
    clearTimeout(this.#timer);
    if (this.#isOver || !this.#awaitsUpstream || this.#awaitsClient) return;
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#abort();
    }, this.#delay);
  }
}

interface RelayEvents {
  readonly waits: (isWaiting: boolean) => void;
  readonly ends?: () => void;
}

/** Forwards a stream; each chunk is read when the reader requests it. */
function relay(source: ReadableStream<Uint8Array>, { waits, ends }: RelayEvents): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        waits(true);
        try {
          const { done, value } = await reader.read();
          waits(false);
          if (!done) return controller.enqueue(value);
          ends?.();
          controller.close();
        } catch (error) {
          waits(false);
          ends?.();
          throw error;
        }
      },
      async cancel(reason) {
        ends?.();
        try {
          await reader.cancel(reason);
        } catch {
          // The source has failed before, e.g. because the client has gone; nobody reads it any more. `fetch` would pass the error on to
          // nobody, as an unhandled rejection.
        }
      },
    },
    { highWaterMark: 0 },
  );
}
