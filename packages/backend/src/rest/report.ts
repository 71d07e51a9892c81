import type { Observers, ResponseEvent } from '../client-settings.js';

/** Reports the outcome of a request to `observers`. */
export function report({ onResponse, logger }: Observers, event: ResponseEvent): void {
  onResponse?.(event);
  if (!logger) return;
  const { method, path, status, durationMs, attempt, retryDelayMs } = event;
  const line = `${method} ${path}: ${status ?? 'no answer'} in ${Math.round(durationMs)} ms`;
  if (retryDelayMs === undefined) logger.debug(line);
  else logger.warn(`${line}, attempt ${attempt}, again in ${Math.round(retryDelayMs)} ms`);
}
