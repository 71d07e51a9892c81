import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { startServer } from 'testing';

/** A request that the Frontend API got. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Each byte as one character. */
  readonly body: string;
}

/** Starts a Frontend API for the proxy, which finds it by `CLERK_FAPI_URL`. */
export async function startUpstream(answer: RequestListener): Promise<string> {
  const { url } = await startServer(answer);
  process.env['CLERK_FAPI_URL'] = url;
  return url;
}

/** Starts a Frontend API that records what it gets and answers with text and two cookies. */
export async function startRecordingUpstream(): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const url = await startUpstream((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      seen.push({ method, url: path, headers, body: Buffer.concat(chunks).toString('latin1') });
      response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/', 'c=3']);
      response.end(`answer to ${method}`);
    });
  });
  return { url, seen };
}
