import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { describePackage, downloadArchive, startRegistry, type PublishedManifest } from '../src/registry.js';
import { commit, packagesOf, pnpmIn, root, run } from '../src/workspace.js';

// What `pnpm version-packages` and `pnpm release` do, on a real registry on this machine. It is a copy of the one that the other tests install
// from, which always get the first release, and never one that is half published.

const { registry: first, copy, folder } = inject('released');
const { close, ...registry } = await startRegistry(join(folder, 'later-registry'), first);
afterAll(close);
const names = packagesOf(root).map(({ name }) => name);
const pnpm = pnpmIn(copy, registry.env);
const versions = () => new Map(packagesOf(copy).map(({ name, version }) => [name, version]));
const published = async (name: string): Promise<PublishedManifest> => {
  const description = await describePackage(registry, name);
  const manifest = description.versions[description['dist-tags']['latest'] ?? ''];
  if (!manifest) throw new Error(`${name} was not published.`);
  return manifest;
};

/** Every file below a folder, relative to it. */
function filesIn(start: string, below = start): readonly string[] {
  return readdirSync(below).flatMap((entry) => {
    const path = join(below, entry);
    return statSync(path).isDirectory() ? filesIn(start, path) : [relative(start, path)];
  });
}

describe('the first release', () => {
  it('publishes every package, as the latest, with a changelog', async () => {
    for (const [name, version] of versions()) {
      expect(version).not.toBe('0.0.0');
      expect((await describePackage(registry, name))['dist-tags']).toEqual({ latest: version });
    }
    for (const { folder: place, version } of packagesOf(copy)) {
      expect(readFileSync(join(place, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
    }
    expect((await run('git', ['tag'], { cwd: copy })).trim().split('\n').sort()).toEqual(
      [...versions()].map(([name, version]) => `${name}@${version}`).sort(),
    );
  });

  it('says real versions of everything it depends on, and a licence', async () => {
    for (const name of names) {
      const manifest = await published(name);
      const needed = { ...manifest.dependencies, ...manifest.peerDependencies };
      for (const range of Object.values(needed)) expect(range).toMatch(/^[\^~>=\d. |]+$/);
      if (name !== '@acme/backend' && name !== '@acme/upgrade') {
        expect(needed['@acme/backend']).toBe(`^${versions().get('@acme/backend')}`);
      }
      expect(manifest.license).toBe('MIT');
      for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
        expect(manifest.scripts ?? {}).not.toHaveProperty(script);
      }
    }
  });

  it('ships what users need and nothing of this machine', async () => {
    for (const name of names) {
      const unpacked = join(folder, name.replace('/', '-'));
      mkdirSync(unpacked);
      const archive = await downloadArchive(await published(name));
      execFileSync('tar', ['-xz', '-C', unpacked], { input: archive });
      const files = filesIn(join(unpacked, 'package'));
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
      const usual = /^(dist|bin)\/|^(LICENSE|THIRD-PARTY-LICENSES|README\.md|CHANGELOG\.md|package\.json)$/;
      expect(files.filter((file) => !usual.test(file))).toEqual([]);
      expect(
        files.filter((file) => /\.(test|spec)\.|(^|\/)(test|tests|fixtures|vectors)\/|\.tsbuildinfo$/.test(file)),
      ).toEqual([]);
      for (const file of files) {
        const text = readFileSync(join(unpacked, 'package', file), 'utf8');
        for (const secret of [root, copy, folder, first.url, tmpdir() + '/']) expect(text.includes(secret)).toBe(false);
        if (file.endsWith('.map')) expect(text).not.toMatch(/"(\/|file:|[A-Za-z]:\\)/);
        if (/\.(c|m)?js$/.test(file)) expect(text).not.toMatch(/sourceMappingURL=(data:|\/|file:)/);
      }
    }
  });

  it('publishes nothing when it runs once more', async () => {
    await pnpm('publish-packages');
    for (const name of names) expect(Object.keys((await describePackage(registry, name)).versions)).toHaveLength(1);
  });
});

/** Releases a change of the backend. */
async function releaseBackend(kind: 'patch' | 'minor'): Promise<void> {
  writeFileSync(join(copy, `.changeset/${kind}.md`), `---\n'@acme/backend': ${kind}\n---\n\nA change.\n`);
  await commit(copy, registry.env, 'Change');
  await pnpm('version-packages');
  await commit(copy, registry.env, 'Version packages');
  await pnpm('publish-packages');
}
const standsOnBackend = names.filter((name) => name !== '@acme/backend' && name !== '@acme/upgrade');

describe('a fix of the backend', () => {
  const before = versions();
  beforeAll(() => releaseBackend('patch'));

  it('is the latest at once, and within the range of all that stand on it', async () => {
    expect((await describePackage(registry, '@acme/backend'))['dist-tags']['latest']).toBe('0.1.1');
    for (const name of standsOnBackend) {
      expect((await published(name)).version).toBe(before.get(name));
      expect((await published(name)).dependencies?.['@acme/backend']).toBe('^0.1.0');
    }
  });
});

describe('a feature of the backend', () => {
  beforeAll(() => releaseBackend('minor'));

  it('comes with a new version of all that stand on it', async () => {
    for (const [name, version] of versions())
      expect((await describePackage(registry, name))['dist-tags']['latest']).toBe(version);
    expect(versions().get('@acme/backend')).toBe('0.2.0');
    for (const name of standsOnBackend) {
      expect((await published(name)).version).toBe('0.1.1');
      expect((await published(name)).dependencies?.['@acme/backend']).toBe('^0.2.0');
    }
    expect(versions().get('@acme/upgrade')).toBe('0.1.0');
  });
});

describe('a snapshot', () => {
  it('has a tag of its own and leaves the latest alone', async () => {
    const before = versions();
    const lines = names.map((name) => `'${name}': patch`).join('\n');
    writeFileSync(join(copy, '.changeset/try.md'), `---\n${lines}\n---\n\nA try.\n`);
    await commit(copy, registry.env, 'Try');
    await pnpm('release:snapshot');
    for (const name of names) {
      const tags = (await describePackage(registry, name))['dist-tags'];
      expect(tags['latest']).toBe(before.get(name));
      expect(tags['snapshot']).toMatch(/^0\.0\.0-snapshot-\d+$/);
    }
  });
});
