import { timerDelay } from '../rest/send.js';

/**
 * Ends a call when the upstream is silent for too long, or when the client has gone. While the client is waited for, to send more
 * of its body or to take more of the answer, the time does not run.
 */
export class UpstreamWatch {
  readonly #controller = new AbortController();
  readonly #client: AbortSignal | undefined;
  readonly #delay: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #awaitsUpstream = true;
  #awaitsClient = false;
  #isOver = false;
  /** Whether the upstream was silent for too long. */
  timedOut = false;

  /** @param timeoutMs - how long the upstream may be silent */
  constructor(timeoutMs: number, client: AbortSignal | undefined) {
    this.#delay = timerDelay(timeoutMs);
    this.#client = client;
    if (client?.aborted) this.#abort();
    client?.addEventListener('abort', this.#abort, { once: true });
    this.#update();
  }

  /** Aborts the call. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The body of a request, as it is passed on. */
  watchRequest(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    return relay(body, {
      waits: (isWaiting) => {
        this.#awaitsClient = isWaiting;
        this.#update();
      },
    });
  }

  /** The body of an answer, as it is passed back. */
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

  /** Nothing is waited for any more. */
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

/** Forwards a stream chunk by chunk, as the reader requests them. */
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
      cancel(reason) {
        ends?.();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
