import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';

/** An answer as it is while engine.io opens a WebSocket. */
export class UpgradeResponse {
  statusCode = 200;
  ended = false;
  readonly headers: Record<string, unknown> = {};
  setHeader(name: string, value: unknown) {
    this.headers[name] = value;
  }
  end() {
    this.ended = true;
  }
}

/** A middleware of Express, by its parameters. */
export type ByHandMiddleware = (req: never, res: never, next: (error?: unknown) => void) => unknown;

/** Runs a middleware; undefined: it answered itself. */
export async function runByHand(
  middleware: ByHandMiddleware,
  request: object,
  response: object = new UpgradeResponse(),
) {
  return new Promise<{ readonly error?: unknown } | undefined>((resolve) => {
    const result = middleware(request as never, response as never, (error) => resolve({ error }));
    void Promise.resolve(result).then(() => setImmediate(resolve, undefined));
  });
}

/** Requests that Node.js did not make, each with a good token. */
export const requestsByHand = (token: string): readonly (readonly [string, object])[] => [
  ['no socket', { method: 'GET', url: '/', headers: { authorization: `Bearer ${token}` } }],
  ['a socket that is null', { method: 'GET', url: '/', socket: null, headers: { authorization: `Bearer ${token}` } }],
  ['capitals', { method: 'GET', url: '/', headers: { Authorization: `Bearer ${token}`, HOST: 'a.example' } }],
  ['two spaces', { method: 'GET', url: '/', headers: { authorization: `Bearer  ${token}` } }],
  ['spaces and tabs', { method: 'GET', url: '/', headers: { authorization: ` \tbearer\t \t${token}  ` } }],
  ['a list', { method: 'GET', url: '/', headers: { authorization: [`Bearer ${token}`], host: ['a.example'] } }],
  ['cookies in a list', { method: 'GET', url: '/', headers: { cookie: [`__session=${token}`, '__client_uat=5'] } }],
  ['cookies in capitals', { method: 'GET', url: '/', headers: { COOKIE: `__session=${token}; __client_uat=5` } }],
  ['no method and no address', { headers: { authorization: `Bearer ${token}` } }],
  [
    'the handshake of a socket',
    {
      url: '/socket.io/?EIO=4',
      secure: true,
      query: {},
      headers: { cookie: `__session=${token}; __client_uat=5`, 'sec-fetch-dest': 'empty' },
    },
  ],
  ['Headers', { url: '/', headers: new Headers({ Authorization: `Bearer ${token}` }) }],
];

/** Requests that say nothing of who sends them. */
export const anonymousByHand: readonly (readonly [string, object])[] = [
  ['nothing at all', {}],
  ['headers that are null', { method: 'GET', url: '/', headers: null }],
  ['an address that is null', { method: 'GET', url: null, originalUrl: null, headers: {} }],
  ['no socket in a request of Node.js', Object.assign(new IncomingMessage(new Socket()), { socket: undefined })],
];

/**
 * Middlewares run on objects that look like requests: in sockets, in tests, in other frameworks.
 * @param make - a middleware that knows `user_1` by the token
 */
export function describeByHand(
  make: () => ByHandMiddleware,
  userIdOf: (request: object) => unknown,
  token: () => string,
): void {
  it('knows who sends a request that Node.js did not make', async () => {
    for (const [what, request] of requestsByHand(token())) {
      for (const response of [new UpgradeResponse(), {}]) {
        const copy = { ...request };
        expect([what, await runByHand(make(), copy, response)]).toEqual([what, { error: undefined }]);
        expect([what, userIdOf(copy)]).toEqual([what, 'user_1']);
      }
    }
  });

  it('takes for nobody who says nothing', async () => {
    for (const [what, request] of anonymousByHand) {
      const copy = Object.assign(Object.create(Object.getPrototypeOf(request) as object) as object, request);
      expect([what, await runByHand(make(), copy)]).toEqual([what, { error: undefined }]);
      expect([what, userIdOf(copy)]).toEqual([what, null]);
    }
  });
}
