import { runInNewContext } from 'node:vm';

/** What Node.js 20 to 26 have; `require` of that module works nowhere else. */
const ownSource =
  /^function fetch\(input, init = undefined\) \{(?: \/\/ eslint-disable-line func-name-matching)?\s+if \(!fetchImpl\) \{ \/\/[^\n]*\s+const undiciModule = require\('internal\/deps\/undici\/undici'\);\s+fetchImpl = undiciModule\.fetch;\s+\}\s+return fetchImpl\(input, init\);\s+\}$/;

const sourceOf = (value: unknown): unknown => Function.prototype.toString.call(value);

/**
 * The source of a function as another realm reads it: `Function.prototype.toString` of this one can be replaced, too, so that
 * a wrapper passes for what it wraps.
 */
function sourceOutside(value: unknown): unknown {
  return runInNewContext('Function.prototype.toString.call(value)', { value });
}

function isOwn(candidate: unknown): boolean {
  if (typeof candidate !== 'function') return false;
  // Most replacements fail the first test, which costs no realm.
  return [sourceOf, sourceOutside].every((read) => ownSource.test(String(read(candidate))));
}

let known: unknown;
let isKnownOwn = false;

/**
 * Whether the global `fetch` is that of Node.js itself. Mocks, stubs, instrumentation and polyfills put another one there, before
 * or after this module is loaded, and every request has to go through it. A text that is not known exactly counts as another one.
 */
export function isOwnFetch(): boolean {
  const { fetch } = globalThis;
  if (fetch !== known) {
    known = fetch;
    isKnownOwn = isOwn(fetch);
  }
  return isKnownOwn;
}
