import { createTextDecoder } from '../crypto/web-globals.js';

/**
 * Reads the body of an answer as text.
 * @param maxBytes - of the decoded body; a longer one is not read to its end
 * @param tooLong - makes the error for a longer body
 * @throws what `tooLong` makes
 */
export async function readLimitedText(
  response: Response,
  maxBytes: number,
  tooLong: (maxBytes: number) => Error,
): Promise<string> {
  const reader = readerOf(response);
  if (!reader) {
    const text = await readWhole(response);
    if (text.length > maxBytes) throw tooLong(maxBytes);
    return text;
  }
  const decoder = createTextDecoder();
  let text = '';
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw tooLong(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Undefined without a body that can be streamed: polyfills may have a stream of another kind, and tests an object with a few members. */
function readerOf({
  body,
}: {
  readonly body?: Partial<Response['body']>;
}): ReadableStreamDefaultReader<Uint8Array> | undefined {
  return body?.getReader?.call(body) as ReadableStreamDefaultReader<Uint8Array> | undefined;
}

async function readWhole(response: Pick<Response, 'json'> & Partial<Response>): Promise<string> {
  return response.text ? response.text() : JSON.stringify(await response.json());
}
