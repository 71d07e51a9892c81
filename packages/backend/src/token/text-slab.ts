import { textEncoder } from '../crypto/web-globals.js';

/** Most session tokens fit. */
const bytesPerPlace = 1024;
const placesPerChunk = 64;

/** Looked up once: test runners may add the global after the import. */
let encoder: TextEncoder | undefined;

/**
 * Texts by number, kept as bytes outside the heap: thousands of texts that are written once and hardly ever read again would
 * keep the garbage collector busy.
 */
export class TextSlab {
  readonly #chunks: Uint8Array[] = [];
  readonly #lengths: number[] = [];
  /** Texts that do not fit into a place. */
  readonly #long = new Map<number, string>();

  /**
   * Puts an ASCII text, not an empty one, in place of the one that was there.
   * @param place - from 0, the first free one at most: room is made as it is needed
   */
  write(place: number, text: string): void {
    const isLong = text.length > bytesPerPlace;
    if (isLong) this.#long.set(place, copyOf(text));
    else {
      if (this.#lengths[place] === 0) this.#long.delete(place);
      const start = (place % placesPerChunk) * bytesPerPlace;
      encoder ??= textEncoder();
      encoder.encodeInto(text, this.#chunkOf(place).subarray(start, start + bytesPerPlace));
    }
    this.#lengths[place] = isLong ? 0 : text.length;
  }

  /** Whether there is a text in a place, and it is this one. */
  holds(place: number, text: string): boolean {
    const length = this.#lengths[place] ?? 0;
    if (length === 0) return this.#long.get(place) === text;
    if (length !== text.length) return false;
    const chunk = this.#chunkOf(place);
    const start = (place % placesPerChunk) * bytesPerPlace;
    for (let index = 0; index < length; index += 1) {
      if (text.charCodeAt(index) !== chunk[start + index]) return false;
    }
    return true;
  }

  #chunkOf(place: number): Uint8Array {
    return (this.#chunks[Math.floor(place / placesPerChunk)] ??= new Uint8Array(placesPerChunk * bytesPerPlace));
  }
}

/** A text that is cut from another one keeps all of that in memory; a copy does not. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
