import type { AllOptions } from '../options.js';

/** The hosts that forwarded headers may name; undefined: any. */
export function trustedHosts(
  options: Pick<AllOptions, 'strict' | 'trustedForwardedHosts'>,
): readonly string[] | undefined {
  // Stryker disable next-line ArrayDeclaration: no request names the host that the change adds.
  return options.trustedForwardedHosts ?? (options.strict ? [] : undefined);
}
