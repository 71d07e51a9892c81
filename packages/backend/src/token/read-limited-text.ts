import { createTextDecoder } from '../crypto/web-globals.js';

/**
 * Reads the body of an answer as text.
 * @param maxBytes - of the decoded body; a longer one is not read to its end
 * @throws {RangeError} if the body is longer
 */
export async function readLimitedText(response: Response, maxBytes: number): Promise<string> {
  // Stand-ins for `fetch` often answer with little more than `status` and `text()`.
  const body: ReadableStream<Uint8Array> | null | undefined = response.body;
  if (typeof body?.getReader !== 'function') return limited(await response.text(), maxBytes);
  const reader = body.getReader();
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

const tooLong = (maxBytes: number) => new RangeError(`The answer is longer than ${maxBytes} bytes.`);

function limited(text: string, maxBytes: number): string {
  if (text.length > maxBytes) throw tooLong(maxBytes);
  return text;
}
