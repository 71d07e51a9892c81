/** What operators are warned about. The codes never change: a process can be started so that it does not print one (`--disable-warning`). */
export type WarningCode =
  /** A store of the application throws, hangs, or answers nonsense. */
  | 'ACME_STORE_FAILED'
  /** The secret key does not look like one. */
  | 'ACME_SECRET_KEY_UNUSUAL'
  /** The service refuses the secret key. */
  | 'ACME_SECRET_KEY_REFUSED'
  /** Publishable key, secret key and public key are not of one instance. */
  | 'ACME_KEYS_DIFFER';

/** A fault that lasts is reported once in this time. */
const intervalMs = 60_000;
/** Subjects are few: names of stores, and hosts of instances. */
const maxSubjects = 100;
const warnedAt = new Map<string, number>();

interface Warner {
  readonly process?: { emitWarning?(message: string, options: { type: string; code: string }): void } | undefined;
}

/**
 * Warns the operator of something that they should mend, at most once a minute for each code and subject: as a warning of the process, or where there is
 * none on the console. Never throws.
 * @param subject - what it is about, one of few texts
 * @param message - what is wrong and what to do; without any key, token or id
 */
export function warn(code: WarningCode, subject: string, message: string): void {
  const key = `${code} ${subject}`;
  const age = Date.now() - (warnedAt.get(key) ?? Number.NEGATIVE_INFINITY);
  if (age >= 0 && age < intervalMs) return;
  if (warnedAt.size >= maxSubjects) warnedAt.clear();
  warnedAt.set(key, Date.now());
  // A warning must not become a failed request.
  try {
    // Bundlers of edge runtimes refuse code that names a function of `process`.
    const { process: running } = globalThis as Warner;
    if (running?.emitWarning) return running.emitWarning(message, { type: 'AcmeWarning', code });
  } catch {
    // Runtimes that imitate `process` have functions that throw.
  }
  try {
    // eslint-disable-next-line no-console -- workers have no warnings
    console.warn(`[${code}] ${message}`);
  } catch {
    // There is nowhere to write it.
  }
}
