import { useRuntimeConfig } from 'nitropack/runtime';
import { setRuntimeConfig } from '../environment.js';

/** Stores the runtime configuration when the server starts. */
export default function serverPlugin(): void {
  setRuntimeConfig(useRuntimeConfig());
}
