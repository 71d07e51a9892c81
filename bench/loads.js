/**
 * Which token comes with which request. Tokens are remembered, 10 000 at most, and live a minute: a browser sends each of them
 * with every request of a page or two.
 * @type {Readonly<Record<string, (request: number) => number>>}
 */
export const loads = {
  'tokens seen before': (request) => request % 100,
  'each token ten times': (request) => Math.floor(request / 100) * 10 + (request % 10),
  'tokens never seen': (request) => request,
};
