import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function versionOf(name: string): string | undefined {
  const file = join(import.meta.dirname, '..', name, 'package.json');
  if (!existsSync(file)) return undefined;
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}

/** The version ranges that the command writes into package.json: those of the packages released together with it. */
export const packageRanges = Object.fromEntries(
  ['backend', 'express', 'fastify', 'hono'].map((name) => [
    name,
    `^${versionOf(name) ?? versionOf('backend') ?? '0.0.0'}`,
  ]),
);
