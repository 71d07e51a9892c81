import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import { contentHeaders } from '../request/content-headers.js';

/**
 * Makes a response send only its status and headers. A CORS preflight that passed a guard is answered by the application for somebody
 * who is not signed in; browsers read only the headers.
 */
export function withholdBody(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response) as (done?: () => void) => ServerResponse;
  // Headers are sent at the end, so that none announces the length of a body that is not sent.
  response.flushHeaders = () => undefined;
  response.writeHead = (status: number, ...rest: readonly unknown[]) => {
    response.statusCode = status;
    const headers = rest.at(-1);
    if (typeof headers === 'object' && headers !== null && !Array.isArray(headers)) {
      for (const [name, value] of Object.entries(headers as Readonly<Record<string, OutgoingHttpHeader>>))
        response.setHeader(name, value);
    }
    return response;
  };
  // The data is dropped, so no writer has to wait for `drain`.
  response.write = () => true;
  response.end = (...given: readonly unknown[]) => {
    const done = given.find((value) => typeof value === 'function') as (() => void) | undefined;
    response.writeHead = writeHead;
    if (!response.headersSent) {
      for (const name of contentHeaders) response.removeHeader(name);
      if (response.statusCode >= 200 && response.statusCode < 300) response.statusCode = 204;
    }
    return end(done);
  };
}
