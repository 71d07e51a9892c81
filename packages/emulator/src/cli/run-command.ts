import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { EmulatorError } from '../errors/emulator-error.js';
import { descendantsOf, signalRunning, type RunningProgram } from './descendants-of.js';
import { endingSignals } from './ending-signals.js';

/**
 * Runs a program with the given variables and this process's input and output, and waits for its end. A signal to this process is passed on,
 * also to what the program leaves running.
 * @returns its exit code, 128 plus the signal's number when a signal ended it
 * @throws {EmulatorError} `command_not_started`
 */
export function runCommand(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
      // On Windows, programs such as npm are scripts, which only a shell starts.
      shell: process.platform === 'win32',
    });
    let left: { readonly signal: NodeJS.Signals; readonly programs: Promise<readonly RunningProgram[]> } | undefined;
    const forward = (signal: NodeJS.Signals) => {
      // A terminal sends Ctrl+C to the program as well; a second one would make many programs quit without cleaning up.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      // Asked before the first signal, because nobody knows afterwards whose they were.
      left ??= { signal, programs: child.pid === undefined ? Promise.resolve([]) : descendantsOf(child.pid) };
      void left.programs.then(() => child.kill(signal));
    };
    // Programs such as npx end without their own, which would keep their port.
    const endRest = async () => left && signalRunning(await left.programs, left.signal);
    const stopForwarding = () => endingSignals.forEach((signal) => process.off(signal, forward));
    endingSignals.forEach((signal) => process.on(signal, forward));
    child.once('error', (error) => {
      stopForwarding();
      reject(
        new EmulatorError(
          'command_not_started',
          `${program} cannot be started: ${error.message}. Check its name and that it is installed.`,
          { cause: error },
        ),
      );
    });
    child.once('close', (code, signal) => {
      void endRest().then(() => {
        stopForwarding();
        resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
      });
    });
  });
}
