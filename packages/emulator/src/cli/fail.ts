import { ConfigurationError } from '@acme/backend/adapter';
import pc from 'picocolors';
import { ApiError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { plainText } from './plain-text.js';

/** Set it to see where an unexpected fault happened. */
const debugVariable = 'ACME_DEBUG';

/** Prints an error in one line, without a stack, and ends the process with 1. */
export function fail(error: unknown): never {
  process.stderr.write(`${pc.red('Error')} ${describe(error)}\n`);
  if (process.env[debugVariable] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof EmulatorError || error instanceof ConfigurationError)
    return `${plainText(error.message)} ${pc.dim(`(${error.code})`)}`;
  if (error instanceof ApiError) return `${plainText(error.longMessage)} ${pc.dim(`(${plainText(error.code)})`)}`;
  const message = error instanceof Error ? error.message : String(error);
  return `An unexpected fault: ${plainText(message)} ${pc.dim(`(${debugVariable}=1 shows where)`)}`;
}
