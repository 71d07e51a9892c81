import { readFileSync } from 'node:fs';

/**
 * What each column swaps that the package lists in whose folder the program is started.
 * @returns {readonly Readonly<Record<string, string>>[]}
 */
function columns() {
  const { example } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.values(example.columns);
}

/** Whether the pages of a column load the official client package. */
const hasClientHalf = (/** @type {Readonly<Record<string, string>>} */ swaps) => '#client' in swaps;

/**
 * Whether a column of the package has only hosted pages. Some client halves are a part of the build, so that such a column needs an app of its
 * own: the example as it is.
 */
export const hasHostedColumn = () => !columns().every(hasClientHalf);

/** The folder of the app that the column runs, for which the program is started. */
export function appOfColumn() {
  const swaps = JSON.parse(process.env['SWAP_IMPORTS'] ?? '{}');
  return hasClientHalf(swaps) ? 'app' : 'hosted';
}
