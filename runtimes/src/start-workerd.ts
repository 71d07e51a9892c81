import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cpu, nativeProgram } from './native-program.js';

/** A worker that takes requests. */
export interface Workerd {
  readonly url: string;
  stop(): void;
}

/** RUNTIME_WORKERD names another program, for systems that npm has none for. */
const program = () =>
  process.env['RUNTIME_WORKERD'] ??
  nativeProgram('workerd', `@cloudflare/workerd-${process.platform}-${cpu.workerd}/bin/workerd`);

/** The port workerd says it listens on. */
function listeningPort(workerd: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let told = '';
    let complained = '';
    workerd.stderr?.on('data', (text: Buffer) => (complained += text.toString()));
    workerd.on('error', reject);
    workerd.on('exit', (code) => reject(new Error(`workerd ended with ${code}: ${complained}`)));
    workerd.stdio[3]?.on('data', (text: Buffer) => {
      told += text.toString();
      const port = /"event":"listen".*"port":(\d+)/.exec(told)?.[1];
      if (port) resolve(Number(port));
    });
  });
}

/**
 * Starts a worker on a free port.
 * @param folder - has the modules
 * @param worker - the fields of the worker, as workerd's configuration writes them
 * @param services - further services
 * @throws {Error} with what workerd printed, if it ends before it listens
 */
export async function startWorkerd(folder: string, worker: string, services = ''): Promise<Workerd> {
  const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
    ${services}
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (${worker});
`;
  const file = join(folder, 'config.capnp');
  await writeFile(file, config);
  const workerd = spawn(program(), ['serve', '--control-fd=3', file], {
    cwd: dirname(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const port = await listeningPort(workerd);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop() {
      workerd.removeAllListeners('exit');
      workerd.kill('SIGKILL');
    },
  };
}
