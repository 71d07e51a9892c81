import semver from 'semver';
import { finding, type Finding } from '../source/finding.js';
import { installedVersion } from './installed-version.js';
import type { Dependency, PackageManifest } from './package-manifest.js';
import { peersOf } from './range-for.js';

/** Dependencies that follow the major version of a framework. */
const tied: Readonly<Record<string, RegExp>> = {
  fastify: /^(?:@fastify\/|fastify-|@nestjs\/platform-fastify$)/,
  express: /^(?:@types\/express$|@nestjs\/platform-express$)/,
  hono: /^@hono\//,
};

/** Whether a framework can be used with one of our packages: `no` only if no version that the range allows can. */
function fits(range: string, installed: string | undefined, needed: string): 'yes' | 'no' | 'unknown' {
  if (installed !== undefined && semver.valid(installed) !== null)
    return semver.satisfies(installed, needed, { includePrerelease: true }) ? 'yes' : 'no';
  if (semver.validRange(range) === null) return 'unknown';
  if (!semver.intersects(range, needed)) return 'no';
  // Within a major version the newest one is installed, so only a major that is not accepted at all counts.
  const majors = Array.from({ length: 30 }, (_, major) => `${major}.x`).filter((one) => semver.intersects(range, one));
  return majors.every((one) => semver.intersects(one, needed)) ? 'yes' : 'unknown';
}

function lineOf({ text }: PackageManifest, { node }: Dependency): number {
  return text.slice(0, node.offset).split('\n').length;
}

function describe({ dependencies }: PackageManifest, framework: Dependency, name: string, needed: string): string {
  const follows = tied[framework.name];
  const plugins = dependencies
    .filter((one) => follows?.test(one.name) === true)
    .map((one) => `${one.name} ${one.range}`);
  const also = plugins.length > 0 ? `; tied to it: ${[...new Set(plugins)].join(', ')}` : '';
  return `${framework.name} ${framework.range}; ${name} needs ${needed}${also}`;
}

/** What the check of peer ranges found. */
export interface PeerCheck {
  /** A package that the code needs cannot be used with the framework's version, so nothing of it may be migrated. */
  readonly isBlocked: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Checks that the frameworks of a package have versions that our packages accept.
 * @param folder - of the package, absolute
 * @param needed - names of our packages that the migrated code needs
 */
export function checkPeers(
  path: string,
  folder: string,
  manifest: PackageManifest,
  needed: readonly string[],
): PeerCheck {
  const findings: Finding[] = [];
  let isBlocked = false;
  for (const name of needed) {
    for (const [peer, range] of Object.entries(peersOf(name))) {
      const declared = manifest.dependencies.find((one) => one.name === peer);
      if (!declared) continue;
      const verdict = fits(declared.range, installedVersion(folder, peer, declared.range), range);
      if (verdict === 'yes') continue;
      isBlocked ||= verdict === 'no';
      const what = describe(manifest, declared, name, range);
      findings.push(
        finding(verdict === 'no' ? 'peer-too-old' : 'peer-unclear', path, lineOf(manifest, declared), what),
      );
    }
  }
  return { isBlocked, findings };
}
