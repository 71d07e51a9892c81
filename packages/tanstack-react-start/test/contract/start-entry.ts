import { createStart } from '@tanstack/react-start';
import { current } from './current-application.js';

/** `src/start.ts` of the application that answers the request. */
export const startInstance = createStart(() => ({ requestMiddleware: current().middleware() }));
