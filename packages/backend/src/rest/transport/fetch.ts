import type { Transport } from './contract.js';

/** A transport over a function with the signature of the global `fetch`. */
export function fetchTransport(fetchFunction: typeof fetch): Transport {
  return async function sendByFetch({ method, url, headers, body, signal }) {
    const response = await fetchFunction(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
    return {
      status: response.status,
      statusText: response.statusText,
      header: (name) => response.headers.get(name),
      text: await response.text(),
    };
  };
}
