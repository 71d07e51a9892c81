import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import { contentHeaders } from '../request/content-headers.js';

/**
 * Lets only status and headers of an answer through. A CORS preflight that passed a guard is answered by the application, for somebody
 * who is not signed in; browsers look at nothing but the headers.
 */
export function withholdBody(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response) as (done?: () => void) => ServerResponse;
  // Headers wait for the end, when it is known that no length is announced for a body that does not come.
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
  // Nobody reads these, so writers that wait for `drain` need not.
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
