// `node scripts/pack.mjs <folder>`: the archives of all packages that are published, as the registry will get them.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pnpm, root } from './pnpm.mjs';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where the archives go: node scripts/pack.mjs archives');
const destination = resolve(folder);
mkdirSync(destination, { recursive: true });
const published = readdirSync(join(root, 'packages')).filter(
  (name) => !JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).private,
);
const filters = published.map((name) => `--filter=./packages/${name}`);
// One process for all of them: to start it takes longer than to pack one.
const code = await pnpm([...filters, 'pack', '--pack-destination', destination]);
if (code !== 0) throw new Error('The packages could not be packed.');
