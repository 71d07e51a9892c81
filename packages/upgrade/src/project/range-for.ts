import { ourPackages } from '../source/our-packages.js';

/** The versions of the official packages that ours are compatible with. */
const officialRanges: Readonly<Record<string, string>> = {
  '@clerk/astro': '^3.4.20',
  '@clerk/backend': '^3.25.0',
  '@clerk/clerk-sdk-node': '^5.1.6',
  '@clerk/express': '^2.1.70',
  '@clerk/fastify': '^3.1.79',
  '@clerk/hono': '^0.1.79',
  '@clerk/nextjs': '^7.9.7',
  '@clerk/nuxt': '^2.6.23',
  '@clerk/react-router': '^3.6.24',
  '@clerk/remix': '^4.13.49',
  '@clerk/tanstack-react-start': '^1.5.15',
};

/** The version range for a package. */
export function rangeFor(name: string): string {
  return officialRanges[name] ?? ourPackages[name]?.range ?? '*';
}

/** The peer ranges of one of our packages. */
export function peersOf(name: string): Readonly<Record<string, string>> {
  return ourPackages[name]?.peers ?? {};
}
