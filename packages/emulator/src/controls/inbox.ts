import { checkFields, checkValue, fieldChecks } from '../instance/check-fields.js';
import { EmulatorError } from '../errors/emulator-error.js';
import type { Message } from '../instance/instance.js';
import { laterThan } from './later-than.js';

/** A message that the emulator would have sent. */
export interface ReceivedMessage extends Message {
  /** Unique for this emulator, such as `message_1`. */
  readonly id: string;
  /** The verification code in the text, if there is one. */
  readonly code: string | undefined;
  /** The first address in the text, if there is one. */
  readonly link: string | undefined;
  /** When it was sent, Unix time in ms. */
  readonly sentAt: number;
}

/** E-mails and text messages, which the emulator keeps instead of sending them. */
export interface Inbox {
  /** The messages to an e-mail address or a phone number, or all; the newest last. At most the last 1000 are kept. */
  list(to?: string): readonly ReceivedMessage[];
  /**
   * The next message to an address, or the oldest that no call returned yet.
   * @param options - `timeoutMs`: how long to wait, in ms. Default 5000
   * @throws {EmulatorError} `wait_timed_out`, `option_invalid`
   */
  next(to: string, options?: { readonly timeoutMs?: number }): Promise<ReceivedMessage>;
  clear(): void;
}

const maxMessages = 1000;

interface Waiting {
  readonly to: string;
  readonly resolve: (message: ReceivedMessage) => void;
}

/** Keeps the messages. */
export class MessageInbox implements Inbox {
  readonly #now: () => number;
  readonly #onReceive: () => void;
  #count = 0;
  #messages: ReceivedMessage[] = [];
  #unread: ReceivedMessage[] = [];
  #waiting: Waiting[] = [];

  /** @param onReceive - called after each message */
  constructor(now: () => number, onReceive: () => void = () => undefined) {
    this.#now = now;
    this.#onReceive = onReceive;
  }

  /** Adds a message. */
  receive(message: Message): void {
    this.#count += 1;
    const received = {
      ...message,
      id: `message_${this.#count}`,
      code: /\b\d{6}\b/.exec(message.text)?.[0],
      link: /https?:\/\/[^\s"'<>]+/.exec(message.text)?.[0].replace(/[.,]$/, ''),
      sentAt: this.#now(),
    };
    this.#messages = [...this.#messages.slice(1 - maxMessages), received];
    const waiting = this.#waiting.find(({ to }) => isSame(to, message.to));
    if (waiting) {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      waiting.resolve(received);
    } else this.#unread = [...this.#unread.slice(1 - maxMessages), received];
    this.#onReceive();
  }

  list(to?: string): readonly ReceivedMessage[] {
    if (to !== undefined) checkValue('inbox.list', 'the address', to, fieldChecks.text);
    return this.#messages.filter((message) => to === undefined || isSame(to, message.to));
  }

  /** The kept messages after the one with this id; undefined if there never was one. */
  after(id: string, to?: string): readonly ReceivedMessage[] | undefined {
    const isLater = laterThan(id, { prefix: 'message', count: this.#count });
    return isLater && this.list(to).filter((message) => isLater(message.id));
  }

  async next(to: string, options: { readonly timeoutMs?: number } = {}): Promise<ReceivedMessage> {
    checkValue('inbox.next', 'the address', to, fieldChecks.text);
    checkFields('inbox.next', options, { timeoutMs: fieldChecks.wait });
    const { timeoutMs = 5000 } = options;
    const known = this.#unread.find((message) => isSame(to, message.to));
    if (known) {
      this.#unread = this.#unread.filter((message) => message !== known);
      return known;
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new EmulatorError('wait_timed_out', `No message to ${to} was sent within ${timeoutMs} ms.`));
      }, timeoutMs);
      const waiting: Waiting = {
        to,
        resolve(message) {
          clearTimeout(timer);
          resolve(message);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  clear(): void {
    this.#messages = [];
    this.#unread = [];
  }
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
