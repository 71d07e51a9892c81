import type { Environment } from '../options.js';

const none: Environment = {};

/** Variables of the process; none where there is no process: workers have bindings instead. */
export function processEnvironment(): Environment {
  return (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env ?? none;
}
