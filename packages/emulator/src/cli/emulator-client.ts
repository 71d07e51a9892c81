import { ApiError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { isJsonObject } from '../store/json-object.js';

/** Which emulator a command talks to. */
export interface EmulatorAddress {
  readonly url: string;
  /** For an emulator that was started with a key of its own. */
  readonly secretKey?: string | undefined;
}

/** Calls the controls of a running emulator. */
export class EmulatorClient {
  readonly #origin: string;
  readonly #secretKey: string | undefined;

  /** @throws {EmulatorError} `option_invalid` unless the address is on this machine: the key is sent there */
  constructor({ url, secretKey }: EmulatorAddress) {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (address?.protocol !== 'http:' || !isLoopbackHostname(address.hostname))
      throw new EmulatorError(
        'option_invalid',
        'Commands reach emulators on this machine only: --url must be such as http://localhost:4500.',
      );
    this.#origin = address.origin;
    this.#secretKey = secretKey;
  }

  /** @throws {EmulatorError} `emulator_unreachable` @throws {ApiError} what the emulator refuses */
  async call(name: string, input: object): Promise<unknown> {
    const response = await this.#fetch(`/_emulator/controls/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusalOf(response.status, answer);
    return answer;
  }

  /** The topic of each change, until the connection ends. */
  async *changes(): AsyncIterable<string> {
    const response = await this.#fetch('/_emulator/events', {});
    if (!response.ok || !response.body) throw refusalOf(response.status, await response.json().catch(() => undefined));
    let text = '';
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      // An emulator that is ended with force does not end its answers.
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      if (lines.some((line) => line.startsWith(': connected'))) yield 'connected';
      for (const line of lines) {
        const topic = /^data: \{"topic":"(\w+)"\}$/.exec(line)?.[1];
        if (topic !== undefined) yield topic;
      }
    }
  }

  /** The key goes only where it is asked for: what listens there may be something else. */
  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#send(path, init, {});
    if (response.status !== 401 || this.#secretKey === undefined) return response;
    await response.body?.cancel();
    return this.#send(path, init, { authorization: `Bearer ${this.#secretKey}` });
  }

  async #send(path: string, init: RequestInit, headers: Readonly<Record<string, string>>): Promise<Response> {
    try {
      return await fetch(new URL(path, this.#origin), {
        ...init,
        redirect: 'error',
        headers: { 'content-type': 'application/json', ...headers },
      });
    } catch (cause) {
      throw new EmulatorError(
        'emulator_unreachable',
        `No emulator answers at ${this.#origin}. Start one with npx @acme/emulator, or name another with --url.`,
        { cause },
      );
    }
  }
}

function refusalOf(status: number, body: unknown): Error {
  const errors = isJsonObject(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const first: unknown = errors[0];
  const { code, message, long_message: longMessage } = isJsonObject(first) ? first : {};
  if (typeof code === 'string' && typeof message === 'string')
    return new ApiError(status, code, message, typeof longMessage === 'string' ? longMessage : message);
  return new EmulatorError(
    'emulator_unreachable',
    `What answers there is no emulator of this version: it answered with status ${status}. Check --url, and update both.`,
  );
}
