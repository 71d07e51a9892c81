import { runInNewContext } from 'node:vm';

/** The source of `fetch` in Node.js 20 to 26. Only Node's own code can `require` that module. */
const ownSource =
  /^function fetch\(input, init = undefined\) \{(?: \/\/ eslint-disable-line func-name-matching)?\s+if \(!fetchImpl\) \{ \/\/[^\n]*\s+const undiciModule = require\('internal\/deps\/undici\/undici'\);\s+fetchImpl = undiciModule\.fetch;\s+\}\s+return fetchImpl\(input, init\);\s+\}$/;

const sourceOf = (value: unknown): unknown => Function.prototype.toString.call(value);

/**
 * The source of a function as another realm reads it: a wrapper may have replaced `Function.prototype.toString` of this realm to
 * look like the function it wraps.
 */
function sourceOutside(value: unknown): unknown {
  return runInNewContext('Function.prototype.toString.call(value)', { value });
}

function isOwn(candidate: unknown): boolean {
  if (typeof candidate !== 'function') return false;
  // Most replacements fail the first test, which creates no realm.
  return [sourceOf, sourceOutside].every((read) => ownSource.test(String(read(candidate))));
}

let known: unknown;
let isKnownOwn = false;

/**
 * True while the global `fetch` is Node's own. Its source text mentions undici; reading it does not load undici. Mocks, stubs,
 * instrumentation and polyfills replace `fetch` before or after this module is loaded, and then every request must use theirs. A
 * source text that differs in any way is a replacement.
 */
export function isOwnFetch(): boolean {
  const { fetch } = globalThis;
  if (fetch !== known) {
    known = fetch;
    isKnownOwn = isOwn(fetch);
  }
  return isKnownOwn;
}
