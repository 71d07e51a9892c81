import { EmulatorError } from '../errors/emulator-error.js';
import { finishRun, readRuns, startRun, undoRun, writeRuns } from './undo-run.js';
import { filesOfInstalling } from './package-manager.js';
import type { InitPlan } from './plan-init.js';
import { replaceFile } from './replace-file.js';

/** Runs a command and gives its exit code. */
export type RunCommand = (command: readonly [string, ...string[]]) => Promise<number>;

/**
 * Changes an application as planned, so that it can be undone.
 * @param install - runs a package manager; undefined if nothing is to be installed
 * @throws {EmulatorError} `project_unreadable` if a file cannot be written: those that were are put back; `install_failed`
 */
export async function applyInit(folder: string, plan: InitPlan, install: RunCommand | undefined): Promise<void> {
  const { changes } = plan;
  const installs = install ? plan.installs : [];
  const byInstalling = installs.length > 0 ? filesOfInstalling : [];
  if (changes.length === 0 && installs.length === 0) return;
  const files = new Map<string, Buffer | undefined>([
    ...byInstalling.map((path) => [path, undefined] as const),
    ...changes.map(({ path, after }) => [path, after] as const),
  ]);
  const earlier = readRuns(folder);
  const run = startRun(folder, files);
  try {
    writeRuns(folder, [...earlier, run]);
    for (const { path, after } of changes) replaceFile(folder, path, after);
  } catch (cause) {
    if (readRuns(folder).length > earlier.length) undoRun(folder);
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new EmulatorError('project_unreadable', `A file could not be written${reason}. Nothing was changed.`, {
      cause,
    });
  }
  try {
    for (const command of installs) await runInstall(command, install);
  } finally {
    const changed = finishRun(folder, run);
    writeRuns(folder, changed.length > 0 ? [...earlier, changed] : earlier);
  }
}

async function runInstall(command: readonly [string, ...string[]], install: RunCommand | undefined): Promise<void> {
  const code = await install?.(command);
  if (code === 0) return;
  throw new EmulatorError(
    'install_failed',
    `${command.join(' ')} ended with code ${String(code)}. Run it again when its cause is gone, then this command; or take the changes back with --undo.`,
  );
}
