const headEnd = new TextEncoder().encode('</head>');

const isHeadEndAt = (bytes: Uint8Array, start: number): boolean =>
  // Letters in either case: the bit makes upper case lower case, and leaves the other characters alone.
  headEnd.every((byte, offset) => byte === ((bytes[start + offset] ?? 0) | 0x20));

/** Where the head of a page ends; -1 if the bytes have no end of it. */
function findHeadEnd(bytes: Uint8Array): number {
  for (let start = bytes.indexOf(0x3c); start >= 0; start = bytes.indexOf(0x3c, start + 1))
    if (isHeadEndAt(bytes, start)) return start;
  return -1;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Inserts a text before the end of the head of a page that is streamed; the end may be split over two chunks. */
export function insertBeforeHeadEnd(text: string): TransformStream<Uint8Array, Uint8Array> {
  let isDone = false;
  /** The end of what came, which may be the beginning of the end of the head. */
  let rest = new Uint8Array();
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (isDone) return controller.enqueue(chunk);
      const bytes = joined(rest, chunk);
      const end = findHeadEnd(bytes);
      isDone = end >= 0;
      const sure = isDone ? end : Math.max(0, bytes.length - headEnd.length + 1);
      if (sure > 0) controller.enqueue(bytes.slice(0, sure));
      if (isDone) controller.enqueue(joined(new TextEncoder().encode(text), bytes.slice(end)));
      rest = isDone ? new Uint8Array() : bytes.slice(sure);
    },
    flush(controller) {
      if (rest.length > 0) controller.enqueue(rest);
    },
  });
}
