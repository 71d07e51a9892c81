import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { exampleLinks } from '../../scripts/example-links.mjs';

const require = createRequire(import.meta.url);

/**
 * What `npm start` prints for an example app.
 * @param app - name of its package
 */
export function printedLinks(app: string, urls: { readonly appUrl: string; readonly emulatorUrl: string }) {
  // Our own file; a wrong one fails the tests.
  const { example = {} } = JSON.parse(readFileSync(require.resolve(`${app}/package.json`), 'utf8')) as {
    readonly example?: Parameters<typeof exampleLinks>[0];
  };
  return exampleLinks(example, urls);
}
