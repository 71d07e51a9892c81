// `node scripts/bill-of-materials.mjs <archives> <target>`: for each archive a file `<archive>.cdx.json` that lists what an installation of
// the package consists of (CycloneDX), bundled libraries included. What the packages depend on must be published.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The libraries that are bundled into a package, with their versions: its licence file names them.
 * @param {string} folder the unpacked package
 * @param {Readonly<Record<string, string>>} devDependencies
 */
function bundled(folder, devDependencies) {
  const file = join(folder, 'THIRD-PARTY-LICENSES');
  const licences = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return Object.fromEntries(
    [...licences.matchAll(/^## (.+)$/gm)].map(([, name = '']) => {
      const version = devDependencies[name];
      if (version === undefined) throw new Error(`THIRD-PARTY-LICENSES names ${name}, which is no devDependency.`);
      return [name, version];
    }),
  );
}

/**
 * @param {string} archive
 * @returns {string} CycloneDX as JSON
 */
function billOfMaterials(archive) {
  const folder = mkdtempSync(join(tmpdir(), 'materials-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    const place = join(folder, 'package');
    const file = join(place, 'package.json');
    const { name, version, license, devDependencies = {}, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
    const dependencies = { ...manifest.dependencies, ...bundled(place, devDependencies) };
    // Without the framework beside it: that is part of the application.
    writeFileSync(file, JSON.stringify({ name, version, license, dependencies }));
    const npm = (/** @type {readonly string[]} */ ...args) =>
      execFileSync('npm', args, { cwd: place, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    npm('install', '--package-lock-only', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund');
    return npm('sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=library');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [archives, target] = process.argv.slice(2);
if (!archives || !target) throw new Error('Name two folders: node scripts/bill-of-materials.mjs archives materials');
mkdirSync(target, { recursive: true });
for (const name of readdirSync(archives).filter((entry) => entry.endsWith('.tgz'))) {
  const file = join(target, name.replace(/\.tgz$/, '.cdx.json'));
  writeFileSync(file, billOfMaterials(resolve(archives, name)));
  console.log(file);
}
