// What `#warnings` stands for. It imports nothing of the package but types, because what imports it is in the same files as all the rest.
export { keyWatchOf } from './key-watch.js';
export { warnOfKeys } from './warn-of-keys.js';
export { warnOfStore } from './warn-of-store.js';
