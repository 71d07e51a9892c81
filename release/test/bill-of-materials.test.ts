import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packages } from '../src/published.js';
import { describePackage, downloadArchive } from '../src/registry.js';
import { root, run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// The list of everything that is installed with a package, as it is attached to a release.

const { registry, folder, installed } = inject('released');
const archives = join(folder, 'archives');
const materials = join(folder, 'materials');

beforeAll(async () => {
  mkdirSync(archives);
  for (const name of packages) {
    const manifest = readFileSync(join(installed, 'node_modules/@acme', name, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    const published = (await describePackage(registry, `@acme/${name}`)).versions[version];
    if (!published) throw new Error(`@acme/${name} ${version} was not published.`);
    writeFileSync(join(archives, `${name}.tgz`), await downloadArchive(published));
  }
  const script = join(root, 'scripts/bill-of-materials.mjs');
  await run(hostNode, [script, archives, materials], { cwd: folder, env: registry.env });
});

describe.each(packages)('the bill of materials of @acme/%s', (name) => {
  it('names the package, all that it needs and what is bundled, and nothing that only its development needs', () => {
    const bill = JSON.parse(readFileSync(join(materials, `${name}.cdx.json`), 'utf8')) as {
      bomFormat: string;
      metadata: { component: { group?: string; name: string; purl: string } };
      components: readonly { name: string; purl: string }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.purl).toMatch(new RegExp(`^pkg:npm/%40acme/${name}@\\d`));
    const listed = bill.components.map(({ purl }) => purl.replace(/@[^@]*$/, ''));
    const { dependencies = {} } = JSON.parse(
      readFileSync(join(installed, 'node_modules/@acme', name, 'package.json'), 'utf8'),
    ) as { dependencies?: Readonly<Record<string, string>> };
    for (const needed of Object.keys(dependencies)) expect(listed).toContain(`pkg:npm/${needed.replace('@', '%40')}`);
    if (name === 'backend') expect(listed.sort()).toEqual(['pkg:npm/jose', 'pkg:npm/path-to-regexp']);
    expect(listed).not.toContain('pkg:npm/vitest');
  });
});
