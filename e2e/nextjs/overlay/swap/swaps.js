/** The packages of a column, as its `package.json` lists them. */
const swaps = JSON.parse(process.env.SWAP_IMPORTS ?? '{}');

/** Which of two packages a name stands for. */
export const swap = (name, ours, official) => (swaps[name] === undefined ? ours : official);
