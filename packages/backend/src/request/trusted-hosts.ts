import type { AllOptions } from '../options.js';

/** The hosts that forwarded headers may name; undefined: any. */
export function trustedHosts(
  options: Pick<AllOptions, 'strict' | 'trustedForwardedHosts'>,
): readonly string[] | undefined {
  return options.trustedForwardedHosts ?? (options.strict ? [] : undefined);
}
