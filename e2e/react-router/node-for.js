import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The Node.js for a version of React Router: version 8 needs Node.js 22. */
export function nodeFor(major) {
  if (major < 8) return process.execPath;
  const { resolve } = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
  return join(resolve(`node22-linux-${process.arch}/package.json`), '../bin/node');
}
