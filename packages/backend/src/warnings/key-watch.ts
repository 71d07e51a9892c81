import type { TokenRefusal } from '../errors.js';
import { warn } from './warn.js';

/** So many tokens that fit no key, and none that did, are no accident. */
const manyRefusals = 20;

/**
 * Notices keys of different instances, and keys that the service refuses. Each answer looks like that to a forged token, so nobody would learn from the
 * answers why everybody is signed out.
 */
export class KeyWatch {
  /** A token has fitted: whatever else comes is the fault of who sends it. */
  isProven = false;
  readonly #source: string;
  readonly #issuer: string;
  #refusals = 0;

  /**
   * @param source - the variable that the keys come from
   * @param issuer - origin of the instance that the publishable key names; empty if that is not known
   */
  constructor(source: string, issuer: string) {
    this.#source = source;
    this.#issuer = issuer;
  }

  /**
   * A token was refused.
   * @param issuer - who has issued it, as it says
   */
  refuse(issuer: unknown, { reason }: TokenRefusal): void {
    if (this.isProven) return;
    if (reason === 'secret-key-invalid') {
      const message = `The service refuses ${this.#source}, so nobody can sign in. Copy it again from the dashboard.`;
      warn('ACME_SECRET_KEY_REFUSED', this.#issuer, message);
    } else if (reason === 'token-invalid-issuer') {
      this.#warn('are signed by it, but name another issuer');
    } else if (reason === 'jwk-kid-mismatch' || reason === 'token-invalid-signature') {
      this.#refusals += 1;
      if (this.#isOwn(issuer) || this.#refusals === manyRefusals) this.#warn('are not signed by it');
    }
  }

  /** Whether a token says that it comes from the instance of the publishable key. That may be forged, but good ones would have come, too. */
  #isOwn(issuer: unknown): boolean {
    return this.#issuer !== '' && (issuer === this.#issuer || issuer === `${this.#issuer}/`);
  }

  #warn(what: string): void {
    warn(
      'ACME_KEYS_DIFFER',
      this.#issuer,
      `CLERK_PUBLISHABLE_KEY${this.#issuer && ` (${this.#issuer})`} and ${this.#source} seem to be of different instances: all tokens so far ${what}. ` +
        'Copy both from the same page of the dashboard.',
    );
  }
}

const watches = new WeakMap<object, KeyWatch>();

/**
 * The watch of a key, or of a set of keys: there is one, whoever verifies with them.
 * @param source - the variable that the keys come from
 * @param issuer - origin of the instance that the publishable key names; empty if that is not known
 */
export function keyWatchOf(keys: object, source: string, issuer: string): KeyWatch | undefined {
  const watch = watches.get(keys) ?? new KeyWatch(source, issuer);
  watches.set(keys, watch);
  return watch;
}
