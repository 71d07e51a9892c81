import { readOptions } from '@acme/backend/adapter';
import { useRuntimeConfig } from 'nitropack/runtime';
import { environment, setRuntimeConfig } from '../environment.js';

/** Stores the runtime configuration when the server starts, and says which keys cannot be used. Each request says so too, with status 500. */
export default function clerk(): void {
  setRuntimeConfig(useRuntimeConfig());
  try {
    readOptions({}, environment());
  } catch (error) {
    console.error(error);
  }
}
