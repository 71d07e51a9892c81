/** The packages of a column, as the `package.json` lists them. */
const swaps = JSON.parse(process.env['SWAP_IMPORTS'] ?? '{}') as Readonly<Record<string, string>>;

// The app serves the script of this version by itself.
process.env['CLERK_JS'] = '/clerk-js/clerk.browser.js';

/** Loads the module that a name stands for. */
export const load = (name: string): Promise<object> =>
  import(/* @vite-ignore */ swaps[name] ?? name) as Promise<object>;

/** Whether the column runs on the package of another. */
export const isSwapped = (name: string) => swaps[name] !== undefined;
