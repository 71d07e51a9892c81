import { isClerkAPIResponseError } from '@acme/backend/errors';
import { Logger } from './logger.js';

/** Logs a failed call of the Backend API: the method, the status and the codes of the service, never parameters or keys. */
export function logFailure(method: string, error: unknown): void {
  if (isClerkAPIResponseError(error)) {
    const codes = error.errors.map(({ code }) => code).join(', ');
    const trace = error.clerkTraceId ? `, trace ${error.clerkTraceId}` : '';
    Logger.error(`${method} failed: ${error.status ?? 'no answer'} ${error.message} (${codes || 'no code'}${trace})`);
  } else {
    Logger.error(`${method} failed: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
}
