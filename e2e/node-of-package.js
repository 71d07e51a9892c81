import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The Node.js 22 that the package lists in whose folder the program is started, because its framework needs that; else this one. */
export function nodeOfPackage() {
  const manifest = join(process.cwd(), 'package.json');
  const { optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
  const name = `node22-linux-${process.arch}`;
  if (!(name in optionalDependencies)) return process.execPath;
  return join(createRequire(pathToFileURL(manifest)).resolve(`${name}/package.json`), '../bin/node');
}
