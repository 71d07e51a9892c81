/** The packages of a column, as its `package.json` lists them. */
const swaps = JSON.parse(process.env['SWAP_IMPORTS'] ?? '{}') as Readonly<Record<string, string>>;

/** Whether the column runs on the package of another. */
export const isSwapped = (name: string) => swaps[name] !== undefined;
