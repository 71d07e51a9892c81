import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const example = dirname(createRequire(import.meta.url).resolve('example-remix/package.json'));

/** The JavaScript that a build has for one side. */
const codeOf = (side: string) =>
  readdirSync(join(example, 'build', side), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('\n');

// Names that only the server half has, and no minifier changes.
const serverOnly = ['CLERK_SECRET_KEY', 'x-clerk-auth-status', '__clerk_handshake_nonce', '@acme/'];

it('nothing of the package for Remix is in what browsers load', () => {
  const [browser, server] = [codeOf('client'), codeOf('server')];
  expect(browser.length).toBeGreaterThan(100_000);
  for (const name of serverOnly) expect(browser).not.toContain(name);
  // The names are those of the code as it is.
  for (const name of serverOnly) expect(server).toContain(name);
});
