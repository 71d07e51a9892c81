import { createHmac } from 'node:crypto';
import { checkFields, checkValue, fieldChecks, oneOf } from '../instance/check-fields.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { eventTypes, type EventType, type WebhookMessage } from '../instance/webhook-message.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { laterThan } from './later-than.js';

/** A receiver of events. */
export interface WebhookEndpoint {
  /** On this machine. */
  readonly url: string;
  /** `whsec_` and base64; default: a fixed one, see `emulator.webhooks.secret`. */
  readonly secret?: string;
  /** Default: all events. */
  readonly events?: readonly EventType[];
}

/** One attempt to deliver a message. */
export interface WebhookDelivery {
  /** Unique for this emulator, such as `delivery_1`. */
  readonly deliveryId: string;
  /** Same for every attempt and every endpoint: the value of `svix-id`. */
  readonly id: string;
  readonly url: string;
  readonly message: WebhookMessage;
  /** 1 for the first. */
  readonly attempt: number;
  /** Status of the answer; undefined if there was none. */
  readonly status: number | undefined;
  /** When it was sent, Unix ms by the real clock, which signatures have. */
  readonly sentAt: number;
  /** The headers of id, time and signature. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A message with the id of its first delivery. */
export interface SentMessage {
  readonly id: string;
  readonly message: WebhookMessage;
}

/** Sends events to endpoints on this machine, signed as the service signs them. */
export interface Webhooks {
  /** Secret of endpoints that have none of their own: the value of `CLERK_WEBHOOK_SIGNING_SECRET`. */
  readonly secret: string;
  /** The attempts, the newest last. At most the last 1000 are kept. */
  readonly deliveries: readonly WebhookDelivery[];
  /** The events, the newest last. At most the last 1000 are kept. */
  readonly messages: readonly WebhookMessage[];
  /** @throws {EmulatorError} `option_invalid` unless the URL is on this machine and the secret is valid */
  add(endpoint: WebhookEndpoint): void;
  /**
   * The next event of a type, or the oldest that no call returned yet.
   * @param options - `timeoutMs`: how long to wait, in ms. Default 5000
   * @throws {EmulatorError} `wait_timed_out`, `option_invalid`
   */
  next(type: EventType, options?: { readonly timeoutMs?: number }): Promise<WebhookMessage>;
  /** Sends a message again to all endpoints. */
  resend(message: WebhookMessage): Promise<void>;
  /** Resolves when nothing is being sent or waiting to be sent again. */
  settled(): Promise<void>;
  /** Forgets events and attempts. What is being sent is not tried again. */
  clear(): void;
}

const defaultSecret = `whsec_${Buffer.from('acme-emulator-demo-webhook-key').toString('base64')}`;
/** ms before each further attempt. The service waits from seconds to hours; a test cannot. */
const defaultRetryDelaysMs = [100, 500, 2000];
const timeoutMs = 10_000;
/** Number of messages and of attempts that are kept. */
const maxKept = 1000;
const maxEndpoints = 100;

const endpointChecks = {
  url: fieldChecks.text,
  secret: fieldChecks.text,
  events: [
    `a list of ${eventTypes.join(', ')}`,
    (value: unknown) => Array.isArray(value) && value.every((item) => eventTypes.some((type) => type === item)),
  ],
} as const;

interface Waiting {
  readonly type: EventType;
  readonly resolve: (message: WebhookMessage) => void;
}

/** Stores the endpoints and delivers events to them. */
export class WebhookSender implements Webhooks {
  readonly secret = defaultSecret;
  #endpoints: WebhookEndpoint[] = [];
  #attempts = 0;
  #clearings = 0;
  readonly #pending = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #unread: WebhookMessage[] = [];
  #sent: SentMessage[] = [];
  deliveries: WebhookDelivery[] = [];
  messages: WebhookMessage[] = [];

  readonly #createId: (prefix: string) => string;
  readonly #retryDelaysMs: readonly number[];
  readonly #onChange: () => void;

  /** @param onChange - called after each message and each attempt, and when the endpoints change */
  constructor(
    createId: (prefix: string) => string,
    retryDelaysMs: readonly number[] = defaultRetryDelaysMs,
    onChange: () => void = () => undefined,
  ) {
    this.#createId = createId;
    this.#retryDelaysMs = retryDelaysMs;
    this.#onChange = onChange;
  }

  get endpoints(): readonly WebhookEndpoint[] {
    return this.#endpoints;
  }

  /** The messages with their ids, the newest last. */
  get sent(): readonly SentMessage[] {
    return this.#sent;
  }

  /** The message with an id, whatever the attempt; undefined if it is not kept any more. */
  messageOf(id: string): WebhookMessage | undefined {
    return (this.#sent.find((sent) => sent.id === id) ?? this.deliveries.find((delivery) => delivery.id === id))
      ?.message;
  }

  /** The kept attempts after the one with this id; undefined if there never was one. */
  after(deliveryId: string): readonly WebhookDelivery[] | undefined {
    const isLater = laterThan(deliveryId, { prefix: 'delivery', count: this.#attempts });
    return isLater && this.deliveries.filter((delivery) => isLater(delivery.deliveryId));
  }

  add(endpoint: WebhookEndpoint): void {
    checkEndpoint(endpoint);
    if (this.#endpoints.length >= maxEndpoints)
      throw new EmulatorError('option_invalid', `An emulator has at most ${maxEndpoints} webhook endpoints.`);
    this.#endpoints.push(endpoint);
    this.#onChange();
  }

  /** Removes all endpoints with this URL. @returns false if there is none */
  remove(url: string): boolean {
    const kept = this.#endpoints.filter((endpoint) => endpoint.url !== url);
    const isFound = kept.length < this.#endpoints.length;
    this.#endpoints = kept;
    this.#onChange();
    return isFound;
  }

  /** Delivers a message to the endpoints and to the calls of `next`. */
  send(message: WebhookMessage): void {
    const id = this.#createId('msg');
    keep(this.messages, message);
    keep(this.#sent, { id, message });
    const waiting = this.#waiting.find(({ type }) => type === message.type);
    if (waiting) {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      waiting.resolve(message);
    } else keep(this.#unread, message);
    this.#onChange();
    void this.#deliverToAll(id, message);
  }

  async resend(message: WebhookMessage): Promise<void> {
    checkValue('webhooks.resend', 'the message', message, fieldChecks.object);
    await this.#deliverToAll(this.#createId('msg'), message);
  }

  async #deliverToAll(id: string, message: WebhookMessage): Promise<void> {
    const wanted = this.#endpoints.filter(({ events }) => !events || events.includes(message.type));
    await Promise.all(wanted.map((endpoint) => this.#track(this.#deliver(endpoint, id, message))));
  }

  async next(type: EventType, options: { readonly timeoutMs?: number } = {}): Promise<WebhookMessage> {
    checkValue('webhooks.next', 'the type', type, oneOf(...eventTypes));
    checkFields('webhooks.next', options, { timeoutMs: fieldChecks.wait });
    const { timeoutMs = 5000 } = options;
    const unread = this.#unread.find((message) => message.type === type);
    if (unread) {
      this.#unread = this.#unread.filter((other) => other !== unread);
      return unread;
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new EmulatorError('wait_timed_out', `No ${type} event came within ${timeoutMs} ms.`));
      }, timeoutMs);
      const waiting: Waiting = {
        type,
        resolve: (message) => {
          clearTimeout(timer);
          resolve(message);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  clear(): void {
    this.#clearings += 1;
    this.deliveries = [];
    this.messages = [];
    this.#sent = [];
    this.#unread = [];
    this.#onChange();
  }

  async #track(delivery: Promise<void>): Promise<void> {
    this.#pending.add(delivery);
    await delivery;
    this.#pending.delete(delivery);
  }

  async #deliver({ url, secret = this.secret }: WebhookEndpoint, id: string, message: WebhookMessage): Promise<void> {
    const body = JSON.stringify(message);
    const before = this.#clearings;
    for (let attempt = 1; ; attempt += 1) {
      const sentAt = Date.now();
      const headers = sign(secret, id, body);
      const status = await post(url, headers, body);
      // What was sent before a reset is not part of what follows, and is not tried again.
      if (this.#clearings !== before) return;
      this.#attempts += 1;
      const deliveryId = `delivery_${this.#attempts}`;
      keep(this.deliveries, { deliveryId, id, url, message, attempt, status, sentAt, headers });
      this.#onChange();
      const delay = this.#retryDelaysMs[attempt - 1];
      if ((status !== undefined && status >= 200 && status < 300) || delay === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (this.#clearings !== before) return;
    }
  }
}

/** @throws {EmulatorError} `option_invalid` unless the URL is on this machine and the secret is valid */
export function checkEndpoint(endpoint: WebhookEndpoint): void {
  checkFields('webhooks.add', endpoint, endpointChecks, ['url']);
  const url = URL.canParse(endpoint.url) ? new URL(endpoint.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !isLoopbackHostname(url.hostname)) {
    throw new EmulatorError(
      'option_invalid',
      `The webhook URL ${endpoint.url} must be on this machine, e.g. http://localhost:3000/webhooks.`,
    );
  }
  // Receivers refuse such a secret; Node's decoder would skip the wrong characters and sign with the rest.
  if (endpoint.secret !== undefined && !/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/.test(endpoint.secret)) {
    throw new EmulatorError('option_invalid', 'The secret of a webhook must be `whsec_` and base64.');
  }
}

/** Adds an item, and drops the oldest beyond the limit. */
function keep<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > maxKept) list.shift();
}

/** Headers of the Standard Webhooks specification, under both names in use. The receiver compares with its own clock. */
function sign(secret: string, id: string, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  const values = { id, timestamp, signature };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => [
      [`svix-${name}`, value],
      [`webhook-${name}`, value],
    ]),
  );
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // An endpoint may send without end.
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
