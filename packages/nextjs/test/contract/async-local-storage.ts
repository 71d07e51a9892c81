// Next.js keeps the request of a route handler there, and takes the class from this name when its modules are loaded.
import { AsyncLocalStorage } from 'node:async_hooks';

Object.assign(globalThis, { AsyncLocalStorage });
