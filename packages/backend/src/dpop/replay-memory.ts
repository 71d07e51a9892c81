/** One stretch of time. */
interface Generation {
  readonly used: Set<string>;
  /** How many of them are of one key. */
  readonly perKey: Map<string, number>;
}

const newGeneration = (): Generation => ({ used: new Set(), perKey: new Map() });

/** What is noted of a proof. */
export interface UsedProof {
  /** Hash of the key and the identifier of the proof. */
  readonly id: string;
  /** Thumbprint of the key. */
  readonly jkt: string;
}

/** 132 bits of a hash as base64url, which nobody finds a second proof for. */
const lettersOfId = 22;
const lettersOfKey = 11;

/**
 * Proofs that were used in this process. It forgets one after one to two times `ttlMs`, and no sooner: a proof that would have to be
 * forgotten is refused instead. One key gets a tenth of the room, so that a client cannot shut out the others.
 */
export class ReplayMemory {
  readonly #ttlMs: number;
  readonly #maxEntries: number;
  readonly #maxPerKey: number;
  #current = newGeneration();
  #previous = newGeneration();
  #beganAt = 0;

  constructor(ttlMs: number, maxEntries: number) {
    this.#ttlMs = ttlMs;
    this.#maxEntries = maxEntries;
    this.#maxPerKey = Math.max(1, Math.ceil(maxEntries / 10));
  }

  /** Notes a proof as used. @returns `seen` if it was, `full` if there is no room for it */
  add({ id, jkt }: UsedProof, nowMs: number): 'new' | 'seen' | 'full' {
    this.#forget(nowMs);
    const name = id.slice(0, lettersOfId);
    const { used, perKey } = this.#current;
    const { used: usedBefore, perKey: perKeyBefore } = this.#previous;
    if (used.has(name) || usedBefore.has(name)) return 'seen';
    const key = jkt.slice(0, lettersOfKey);
    const ofKey = perKey.get(key) ?? 0;
    const isFull = used.size + usedBefore.size >= this.#maxEntries;
    if (isFull || ofKey + (perKeyBefore.get(key) ?? 0) >= this.#maxPerKey) return 'full';
    used.add(name);
    perKey.set(key, ofKey + 1);
    return 'new';
  }

  #forget(nowMs: number): void {
    const age = nowMs - this.#beganAt;
    // The clock was set back: what is noted is kept for the whole time again.
    if (age < 0) this.#beganAt = nowMs;
    if (age < this.#ttlMs) return;
    this.#previous = age < 2 * this.#ttlMs ? this.#current : newGeneration();
    this.#current = newGeneration();
    this.#beganAt = nowMs;
  }
}
