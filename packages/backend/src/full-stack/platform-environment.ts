import { readBindings } from '#bindings';
import { processEnvironment } from '../adapter/process-environment.js';
import type { Environment } from '../options.js';

/**
 * The variables of the platform: those of the process, overridden by the bindings of a Cloudflare Worker that are texts. Code outside of a request
 * gets them too, without an argument.
 */
export function platformEnvironment(): Environment {
  const texts = Object.entries(readBindings()).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ...processEnvironment(), ...Object.fromEntries(texts) };
}
