import semver from 'semver';
import type { ManifestEdit } from './manifest-edit.js';
import { property } from './package-manifest.js';

/** Reports the Node.js versions of a `package.json` that are too old for our packages. */
export function checkNode(edit: ManifestEdit): void {
  const { root } = edit.manifest;
  for (const [section, name] of [
    ['engines', 'node'],
    ['volta', 'node'],
  ] as const) {
    const node = property(property(root, section), name);
    const range = typeof node?.value === 'string' ? node.value : undefined;
    if (!node || range === undefined || semver.validRange(range) === null) continue;
    const lowest = semver.minVersion(range);
    if (lowest && semver.lt(lowest, '20.9.0') && !/^(?:>=\s*)?20(?:\.x)?$/.test(range))
      edit.report('node-version', node, `${section}.node: ${range}`);
  }
}
