import MagicString from 'magic-string';

interface RangeEdit {
  readonly start: number;
  readonly end: number;
  /** The new text; undefined removes. */
  readonly text: string | undefined;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly how: 'appendLeft' | 'appendRight' | 'prependLeft' | 'prependRight';
}

function contains(outer: RangeEdit, inner: RangeEdit): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * Edits of one text. They are collected first and applied at the end, so that their order does not matter. If one edit contains another, the
 * outer one wins.
 */
export class EditList {
  readonly #ranges: RangeEdit[] = [];
  readonly #insertions: Insertion[] = [];
  readonly #moves: { readonly start: number; readonly end: number; readonly to: number }[] = [];

  /** Replaces a range. */
  overwrite(start: number, end: number, text: string): void {
    this.#ranges.push({ start, end, text });
  }

  /** Removes a range. */
  remove(start: number, end: number): void {
    if (end > start) this.#ranges.push({ start, end, text: undefined });
  }

  /** Moves a range to another place. */
  move(start: number, end: number, to: number): void {
    this.#moves.push({ start, end, to });
  }

  /** Inserts after what was inserted before at the end of what precedes a place. */
  appendLeft(at: number, text: string): void {
    this.#insertions.push({ at, text, how: 'appendLeft' });
  }

  /** Inserts at the beginning of what follows a place, after what was inserted there. */
  appendRight(at: number, text: string): void {
    this.#insertions.push({ at, text, how: 'appendRight' });
  }

  /** Inserts at the end of what precedes a place, before what was inserted there. */
  prependLeft(at: number, text: string): void {
    this.#insertions.push({ at, text, how: 'prependLeft' });
  }

  /** Inserts at the beginning of what follows a place, before what was inserted there. */
  prependRight(at: number, text: string): void {
    this.#insertions.push({ at, text, how: 'prependRight' });
  }

  /** Applies all edits to the text they belong to. */
  applyTo(text: string): MagicString {
    const edited = new MagicString(text);
    const ranges = this.#outermost();
    for (const { start, end, text: replacement } of ranges) {
      if (replacement === undefined) edited.remove(start, end);
      else if (text.slice(start, end) !== replacement) edited.overwrite(start, end, replacement);
    }
    for (const { at, text: inserted, how } of this.#insertions) {
      if (!ranges.some(({ start, end }) => start < at && at < end)) edited[how](at, inserted);
    }
    for (const { start, end, to } of this.#moves) edited.move(start, end, to);
    return edited;
  }

  #outermost(): readonly RangeEdit[] {
    return this.#ranges.filter((edit, index) =>
      this.#ranges.every((other, otherIndex) => {
        if (other === edit || !contains(other, edit)) return true;
        const isSame = contains(edit, other);
        if (!isSame) return false;
        // If two edits have the same range, a replacement wins over a removal, and a later edit over an earlier one.
        if ((edit.text === undefined) !== (other.text === undefined)) return edit.text !== undefined;
        return index > otherIndex;
      }),
    );
  }
}
