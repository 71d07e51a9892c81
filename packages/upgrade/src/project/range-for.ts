declare const __PACKAGE_RANGES__: Readonly<Record<string, string>>;

/** The versions of the official packages that ours are compatible with. */
const officialRanges: Readonly<Record<string, string>> = {
  '@clerk/backend': '^3.25.0',
  '@clerk/clerk-sdk-node': '^5.1.6',
  '@clerk/express': '^2.1.70',
  '@clerk/fastify': '^3.1.79',
  '@clerk/hono': '^0.1.79',
};

/** The version range for a package. */
export function rangeFor(name: string): string {
  return officialRanges[name] ?? __PACKAGE_RANGES__[name.replace('@acme/', '')] ?? '*';
}
