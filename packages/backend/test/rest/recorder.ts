import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { startServer } from 'testing';

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Without `?`; empty if there was none. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Answers a request. */
export type Answer = (request: RecordedRequest, response: ServerResponse, index: number) => void;

/** A real HTTP server on loopback that keeps what it was sent. */
export interface Recorder {
  readonly origin: string;
  readonly requests: RecordedRequest[];
  /** Replaces the answer; `{}` as JSON until then. */
  answer: Answer;
  close(): Promise<void>;
}

/** Answers with JSON, status 200 unless told otherwise. */
export function json(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Answer {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(JSON.stringify(body));
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts a recorder on a free port. */
export async function startRecorder(): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const recorder = { requests, answer: json({}) };
  const server = await startServer((request, response) => {
    void read(request).then(
      (body) => {
        const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
        const recorded = { method: request.method ?? '', path, query, headers: request.headers, body };
        requests.push(recorded);
        recorder.answer(recorded, response, requests.length);
      },
      () => response.destroy(),
    );
  });
  return Object.assign(recorder, { origin: server.url, close: server.close });
}
