import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A running program. */
export interface RunningProgram {
  readonly id: number;
  /** When it was started: an id is given to another program after its end. */
  readonly startedAt: string;
}

interface ListedProgram extends RunningProgram {
  readonly parentId: number;
}

/** Every program of the machine as `ps` shows them; none where `ps` is missing, as on Windows and in small containers. */
async function runningPrograms(): Promise<readonly ListedProgram[]> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,lstart=']);
    return Array.from(stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/gm), ([, id, parentId, startedAt = '']) => ({
      id: Number(id),
      parentId: Number(parentId),
      startedAt,
    }));
  } catch {
    return [];
  }
}

/** The programs that a program has started, and those that these have. */
export async function descendantsOf(id: number): Promise<readonly RunningProgram[]> {
  const programs = await runningPrograms();
  const found = new Map<number, RunningProgram>();
  const add = (parentId: number) => {
    for (const program of programs) {
      if (program.parentId !== parentId || found.has(program.id)) continue;
      found.set(program.id, program);
      add(program.id);
    }
  };
  add(id);
  return [...found.values()];
}

/** Sends a signal to those programs that still run. */
export async function signalRunning(programs: readonly RunningProgram[], signal: NodeJS.Signals): Promise<void> {
  if (programs.length === 0) return;
  for (const { id, startedAt } of await runningPrograms()) {
    if (!programs.some((program) => program.id === id && program.startedAt === startedAt)) continue;
    try {
      process.kill(id, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
