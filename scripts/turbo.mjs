// Runs turbo through the pinned pnpm, with telemetry off.
import { pnpm } from './pnpm.mjs';

/**
 * Runs `turbo run` and waits for it.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export function turboRun(args) {
  return pnpm(['exec', 'turbo', 'run', '--ui=stream', ...args], {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  });
}
