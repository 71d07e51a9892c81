import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The blocks of shell in a text. */
export const shellBlocks = (text: string): readonly string[] =>
  [...text.matchAll(/^```sh\n(.*?)\n```$/gms)].map(([, code = '']) => code);

/** The lines of shell in a text. */
export const commandsIn = (text: string): readonly string[] => shellBlocks(text).flatMap((code) => code.split('\n'));

/** Leaders of groups that run. A worker that ends early takes them with it. */
const leaders = new Set<ChildProcess>();
process.once('exit', () => {
  for (const leader of leaders) killGroup(leader);
});

/** Runs the commands of a page in a folder. */
export class PageCommands {
  #output = '';

  constructor(
    readonly folder: string,
    readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  #start(line: string): ChildProcess {
    // A group of processes, because `npx` starts others.
    const child = spawn('sh', ['-c', line], { cwd: this.folder, env: this.env, detached: true });
    leaders.add(child);
    child.once('exit', () => leaders.delete(child));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => (this.#output += `${line}: ${String(bytes)}`));
    return child;
  }

  /** @throws {Error} with what it printed, if it fails */
  async run(line: string): Promise<void> {
    const [code] = (await once(this.#start(line), 'close')) as [number | null];
    if (code !== 0) throw new Error(`${line} has ended with ${String(code)}.\n${this.#output}`);
  }

  /**
   * Runs it until it has printed something that matches, and ends it.
   * @throws {Error} with what it printed, if it ends before
   */
  async runUntil(line: string, wanted: RegExp): Promise<void> {
    const child = this.#start(line);
    const ended = once(child, 'exit');
    while (!wanted.test(this.#output)) {
      if (!isRunning(child)) throw new Error(`${line} has ended before.\n${this.#output}`);
      await new Promise((wait) => setTimeout(wait, 20));
    }
    await end(child, ended);
  }

  /**
   * Returns when the address answers.
   * @returns ends it
   * @throws {Error} with what it printed, if it ends before
   */
  async serve(line: string, url: string): Promise<() => Promise<void>> {
    const child = this.#start(line);
    const ended = once(child, 'exit');
    while (isRunning(child)) {
      if (await fetch(url, { redirect: 'manual' }).catch(() => undefined)) return () => end(child, ended);
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`${line} has ended with ${String(child.exitCode)}.\n${this.#output}`);
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

function killGroup(leader: ChildProcess): void {
  if (leader.pid !== undefined && isRunning(leader)) process.kill(-leader.pid);
}

/** Ends a group of processes. */
async function end(leader: ChildProcess, ended: Promise<unknown>): Promise<void> {
  killGroup(leader);
  await ended;
}
