// What `#warnings` resolves to. It imports only types of the package, because its importers are built into the same files as all other code.
export { keyWatchOf } from './key-watch.js';
export { warnOfKeys } from './warn-of-keys.js';
export { warnOfStore } from './warn-of-store.js';
