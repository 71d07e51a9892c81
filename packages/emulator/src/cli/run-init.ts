import { realpathSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { checkPort } from '../controls/emulator-options.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { applyInit } from '../init/apply-init.js';
import { describeDone, describePlan, describeStart, describeUndone } from '../init/describe-plan.js';
import { undoRun } from '../init/undo-run.js';
import { planInit, type InitPlan } from '../init/plan-init.js';
import type { Framework } from '../instance/framework-environment.js';
import type { DemoUser } from '../instance/instance.js';
import { endingSignals } from './ending-signals.js';
import { runCommand } from './run-command.js';

/** What the command needs of a running emulator. */
interface StartedEmulator {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly users: readonly DemoUser[];
  envFor(framework: Framework): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts an emulator on a port. */
export type Start = (options: { readonly port: number }) => Promise<StartedEmulator>;

/** Flags of `init`. */
export interface InitFlags {
  readonly framework?: string;
  readonly port: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly install: boolean;
  readonly start: boolean;
}

const print = (text: string) => process.stdout.write(text);

/** Connects the application in the current folder with an emulator, and starts both. */
export async function runInit(flags: InitFlags, start: Start): Promise<void> {
  const folder = realpathSync(process.cwd());
  if (flags.undo) return void print(describeUndone(await withReason(() => undoRun(folder))));
  const port = checkPort(flags.port);
  if (port === 0) throw new EmulatorError('port_invalid', 'The variables depend on the port: name one that is free.');
  const plan = await withReason(() => planInit({ folder, framework: flags.framework, port }));
  const install = flags.install
    ? ([program, ...args]: readonly [string, ...string[]]) => runCommand(program, args, {})
    : undefined;
  print(describePlan(plan, flags.install));
  if (flags.dryRun) return;
  const isChanging = plan.changes.length > 0 || (flags.install && plan.installs.length > 0);
  if (isChanging && !(await isAgreed(flags))) return void print('Nothing was changed.\n');
  await withReason(() => applyInit(folder, plan, install));
  if (isChanging) print(describeDone(plan));
  if (flags.start) await run(plan, await start({ port }));
}

/** Turns a fault of the file system into an error that says what to do: nobody is helped by its stack. */
async function withReason<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmulatorError || !(cause instanceof Error && 'path' in cause)) throw cause;
    throw new EmulatorError('project_unreadable', `A file of this folder cannot be used: ${cause.message}.`, { cause });
  }
}

async function isAgreed({ yes }: InitFlags): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    throw new EmulatorError(
      'confirmation_missing',
      'Nothing was changed, because nobody can be asked here. Pass --yes to make these changes, or --dry-run to only see them.',
    );
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await prompt.question('Make these changes? [y/N] ')).trim());
  } finally {
    prompt.close();
  }
}

/** Runs the application with the variables until it ends; without a known command, only the emulator until a signal. */
async function run({ framework, script }: InitPlan, emulator: StartedEmulator): Promise<void> {
  try {
    if (!script.run) {
      // Before anything is printed: whoever reads it may end the emulator at once.
      const ending = Promise.race(endingSignals.map((signal) => once(process, signal)));
      print(describeStart(emulator, script));
      await ending;
      return;
    }
    print(describeStart(emulator, script));
    const [program, ...args] = script.run;
    const { naming } = framework;
    process.exitCode = await runCommand(program, args, naming === undefined ? emulator.env : emulator.envFor(naming));
  } finally {
    await emulator.close();
  }
}
