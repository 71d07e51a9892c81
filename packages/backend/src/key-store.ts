export { createKeyStore, type WebCache } from './token/create-key-store.js';
export type { FetchedKeys, KeyStore, KeyValueStore, StoredKeys } from './options.js';
