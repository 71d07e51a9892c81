import type { ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { startServer, type RunningServer } from 'testing';
import type { PublicJwk } from '../../src/token/trusted-key.js';

/** A real JWKS endpoint whose behaviour tests change while it runs. */
export class JwksEndpoint {
  requests = 0;
  #isOver = false;
  answer: (response: ServerResponse) => void = () => undefined;
  #server: RunningServer | undefined;

  async open(): Promise<string> {
    this.#server = await startServer((_, response) => {
      this.requests += 1;
      this.answer(response);
    });
    return this.#server.url;
  }

  /** Ends with the endpoint: what is still tried again in the background must not reach the network of a later test. */
  readonly fetch: typeof fetch = async (...parameters) => {
    const over = () => new DOMException('The test is over.', 'AbortError');
    if (this.#isOver) throw over();
    try {
      return await fetch(...parameters);
    } catch (error) {
      throw this.#isOver ? over() : error;
    }
  };

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#server?.close();
  }

  serve(...keys: readonly PublicJwk[]): void {
    this.answer = (response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    };
  }

  fail(status: number, body = '{"errors":[]}'): void {
    this.answer = (response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
  }
}

/** A public key with this id. */
export async function makeKey(kid: string): Promise<PublicJwk> {
  const { publicKey } = await generateKeyPair('RS256');
  return { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
}
