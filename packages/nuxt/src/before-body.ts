import type { ServerResponse } from 'node:http';

/**
 * Runs before a stream becomes the body of a response. On a serverless platform h3 calls none of its methods for that: it stores the stream as
 * `_data`. On Node.js it does so, too, before it writes.
 * @param prepare - returns what is stored
 */
export function beforeBody(res: ServerResponse, prepare: (body: unknown) => unknown): void {
  const before = Object.getOwnPropertyDescriptor(res, '_data');
  let body: unknown = before?.value;
  Object.defineProperty(res, '_data', {
    configurable: true,
    enumerable: true,
    get: () => (before?.get ? (before.get() as unknown) : body),
    set: (value: unknown) => {
      const prepared = prepare(value);
      if (before?.set) before.set(prepared);
      else body = prepared;
    },
  });
}
