import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from 'testing/free-port';

/** A page that starts an application, and what it takes to run it. */
export interface QuickStart {
  /** The file in `docs/quick-start`, without its ending. */
  readonly page: string;
  /** The folder that has the packages that the page installs. */
  readonly beside: string;
  /** What commands write that the page names, as far as it matters: `npm init`, `npm install`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The command in `node_modules`, and its arguments but for the port. */
  readonly command: readonly [cli: string, ...args: readonly string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** What the development server prints when it listens. */
  readonly ready: string;
}

/** An application as a page prints it, in its development server. */
export interface QuickStartApp {
  readonly emulator: Emulator;
  readonly url: string;
  /** Everything the server has printed. */
  readonly output: () => string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<QuickStartAnswer>;
  /** Ends the server and the emulator, and removes the files. */
  readonly stop: () => Promise<void>;
}

interface QuickStartAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** A block of code whose first line is a comment with the name of its file; in Astro, the first line of the script. */
const namedBlock = /^```\w+\n((?:---\n)?(?:\/\/|<!--) (\S+\.\w+)(?: -->)?\n.*?)^```$/gms;

/** Writes every block that names its file. */
function writeFiles({ page, files }: QuickStart, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const text = readFileSync(new URL(`../../docs/quick-start/${page}.md`, import.meta.url), 'utf8');
  const printed = [...text.matchAll(namedBlock)].map(([, code = '', path = '']) => [path, code] as const);
  for (const [path, code] of [...Object.entries(files ?? {}), ...printed]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

/**
 * Starts the application of a quick start as it is printed.
 * @throws {Error} when it ends before it listens; the message has what it printed
 */
export async function startQuickStart(quickStart: QuickStart): Promise<QuickStartApp> {
  const folder = join(import.meta.dirname, '..', quickStart.beside, 'quick-start');
  writeFiles(quickStart, folder);
  const emulator = await createEmulator();
  const port = await freePort();
  const [cli, ...args] = quickStart.command;
  const server = spawn(process.execPath, [join(folder, '../node_modules', cli), ...args, '--port', String(port)], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'development', ...quickStart.env, ...emulator.env },
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill();
    await ended;
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => (output += String(bytes)));
  while (!output.includes(quickStart.ready)) {
    if (server.exitCode !== null) {
      await stop();
      throw new Error(`The application has ended.\n${output}`);
    }
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const url = `http://localhost:${String(port)}`;
  const get: QuickStartApp['get'] = async (path, headers = {}) => {
    const response = await fetch(url + path, { headers, redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  };
  return { emulator, url, output: () => output, get, stop };
}
