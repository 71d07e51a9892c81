/** The packages of a column, as its `package.json` lists them. */
const swaps = JSON.parse(process.env['SWAP_IMPORTS'] ?? '{}') as Readonly<Record<string, string>>;

/** Loads the module that a name stands for. */
export const load = (name: string): Promise<object> =>
  import(/* @vite-ignore */ swaps[name] ?? name) as Promise<object>;

/** Whether the column runs on the package of another. */
export const isSwapped = (name: string) => swaps[name] !== undefined;
