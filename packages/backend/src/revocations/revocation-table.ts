/** Three numbers for each place: two of the fingerprint, and the value. */
const width = 3;
const firstSize = 1024;

/**
 * Numbers by id, outside of the heap: 100 000 of them take 3.1 MB, and no work for the garbage collector. An id counts as its
 * fingerprint of 64 bits; that two ids of the service share one is less likely than a fault of the machine, and nobody chooses ids.
 */
export class RevocationTable {
  readonly #maxEntries: number;
  /** Open addressing with linear probing; at least half of the places are free (value 0). */
  #places = new Uint32Array(0);
  #mask = 0;
  #size = 0;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get size(): number {
    return this.#size;
  }

  /** The number of an id, or 0. */
  get(id: string): number {
    if (this.#size === 0) return 0;
    return this.#places[this.#find(id) + 2] ?? 0;
  }

  /**
   * Sets the number of an id, unless it has a greater one: the order of revocations makes no difference.
   * @param value - 1 to 2^32 - 1
   * @param least - entries with a smaller number may be removed; when the table is full the tenth with the smallest numbers is
   */
  raise(id: string, value: number, least: number): void {
    if ((this.#size + 1) * 2 * width > this.#places.length) this.#rebuild(Math.max(1, least));
    const place = this.#find(id);
    const known = this.#places[place + 2] ?? 0;
    if (known === 0) {
      if (this.#size >= this.#maxEntries) {
        this.#rebuild(Math.max(1, this.#tenth()), Math.floor(this.#size * 0.9));
        return this.raise(id, value, least);
      }
      this.#size += 1;
    }
    if (value > known) this.#places[place + 2] = value;
  }

  /** Where an id is, or would be. Writes the fingerprint there if the place is free. */
  #find(id: string): number {
    let low = 0x9e37_79b9;
    let high = 0x85eb_ca6b;
    for (let index = 0; index < id.length; index += 1) {
      const letter = id.charCodeAt(index);
      low = Math.imul(low ^ letter, 0x9e37_79b1);
      high = Math.imul(high ^ letter, 0x5f35_6495);
    }
    low = Math.imul(low ^ (low >>> 16), 0x85eb_ca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2_ae35);
    high = Math.imul(high ^ (high >>> 16), 0x85eb_ca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2_ae35);
    return this.#placeOf(low >>> 0, high >>> 0);
  }

  #placeOf(low: number, high: number): number {
    const places = this.#places;
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const place = slot * width;
      if (places[place + 2] === 0) {
        places[place] = low;
        places[place + 1] = high;
        return place;
      }
      if (places[place] === low && places[place + 1] === high) return place;
    }
  }

  /** The number up to which a tenth of the entries have. */
  #tenth(): number {
    const values: number[] = [];
    for (let place = 2; place < this.#places.length; place += width) {
      const value = this.#places[place] ?? 0;
      if (value > 0) values.push(value);
    }
    return Uint32Array.from(values).sort()[Math.floor(values.length / 10)] ?? 0;
  }

  /**
   * Makes room for twice as many entries as are left.
   * @param least - entries with a smaller number are left out, at least 1
   * @param atMost - so many are left at most; those with the number `least` make room
   */
  #rebuild(least: number, atMost = this.#maxEntries): void {
    const old = this.#places;
    let above = 0;
    let equal = 0;
    for (let place = 2; place < old.length; place += width) {
      const value = old[place] ?? 0;
      if (value > least) above += 1;
      else if (value === least) equal += 1;
    }
    equal = Math.max(0, Math.min(equal, atMost - above));
    this.#size = above + equal;
    let slots = firstSize;
    while (slots < this.#size * 2.2) slots *= 2;
    this.#places = new Uint32Array(slots * width);
    this.#mask = slots - 1;
    for (let place = 0; place < old.length; place += width) {
      const value = old[place + 2] ?? 0;
      if (value < least || (value === least && (equal -= 1) < 0)) continue;
      this.#places[this.#placeOf(old[place] ?? 0, old[place + 1] ?? 0) + 2] = value;
    }
  }
}
