import { ApiError } from '../errors/api-error.js';
import { EmulatorError, type EmulatorErrorCode } from '../errors/emulator-error.js';

const unknownThings: readonly EmulatorErrorCode[] = ['user_not_found', 'snapshot_unknown', 'control_unknown'];

/** The HTTP form of an error of a control; any other error, and a fault of the database, stays as it is. */
export function controlError(error: unknown): unknown {
  if (!(error instanceof EmulatorError) || error.code.startsWith('database_lock') || error.code === 'database_in_use')
    return error;
  return new ApiError(unknownThings.includes(error.code) ? 404 : 422, error.code, error.message);
}
