import type { ServerResponse } from 'node:http';

/**
 * Lets nothing change an answer that was sent. On a serverless platform the response is an object that is read when the application is done,
 * so that it could still be overwritten.
 */
export function keepSent(res: ServerResponse): void {
  if (res.headersSent) return;
  for (const name of ['_data', 'statusCode', 'statusMessage']) {
    const value: unknown = Reflect.get(res, name);
    Object.defineProperty(res, name, { configurable: true, enumerable: true, get: () => value, set: () => undefined });
  }
  res.setHeader = res.appendHeader = res.removeHeader = () => res;
}
