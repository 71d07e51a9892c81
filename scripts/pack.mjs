// `node scripts/pack.mjs <folder>`: the archives of all packages that are published, as the registry will get them.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pnpm, root } from './pnpm.mjs';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where the archives go: node scripts/pack.mjs archives');
const destination = resolve(folder);
mkdirSync(destination, { recursive: true });
for (const name of readdirSync(join(root, 'packages'))) {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  if (manifest.private) continue;
  const code = await pnpm(['--dir', join('packages', name), 'pack', '--pack-destination', destination]);
  if (code !== 0) throw new Error(`${manifest.name} could not be packed.`);
}
