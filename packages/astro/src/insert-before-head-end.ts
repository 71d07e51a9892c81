import { HeadEnd } from './head-end.js';

/** One character for each byte. What tags consist of is the same in all encodings of pages but UTF-16, in which nothing is found. */
const characters = new TextDecoder('latin1');

const encoder = new TextEncoder();

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/**
 * Inserts a text before the end of the head of a page that is streamed, wherever the page is split. A page without a head stays as it is.
 * @param text - of ASCII characters, which all encodings of pages have
 */
export function insertBeforeHeadEnd(text: string): TransformStream<Uint8Array | string, Uint8Array> {
  const headEnd = new HeadEnd();
  /** The beginning of a tag that may end the head: a few bytes. */
  let rest: Uint8Array = new Uint8Array();
  return new TransformStream<Uint8Array | string, Uint8Array>({
    transform(part, controller) {
      // Servers for Node.js also send texts.
      const chunk = typeof part === 'string' ? encoder.encode(part) : part;
      if (headEnd.isFound) return controller.enqueue(chunk);
      const read = rest.length;
      const bytes = joined(rest, chunk);
      let at = read;
      for (const char of characters.decode(chunk)) {
        headEnd.read(char);
        at += 1;
        if (headEnd.isFound) break;
      }
      const sure = at - headEnd.pending;
      if (sure > 0) controller.enqueue(bytes.slice(0, sure));
      if (headEnd.isFound) controller.enqueue(joined(encoder.encode(text), bytes.slice(sure)));
      rest = headEnd.isFound ? new Uint8Array() : bytes.slice(sure);
    },
    flush(controller) {
      if (rest.length > 0) controller.enqueue(rest);
    },
  });
}
