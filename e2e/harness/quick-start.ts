import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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
  /** A folder beside this one that lists a newer Node.js, if the page needs that. Default: the Node.js of this process. */
  readonly nodeOf?: string;
  /** What the development server prints when it listens. */
  readonly ready: string;
}

/** How long an answer may take. Some development servers leave requests open while they build again. */
export const answerWithinMs = 150_000;

/** An application as a page prints it, in its development server. */
export interface QuickStartApp {
  readonly emulator: Emulator;
  readonly url: string;
  /** The folder of the files. */
  readonly folder: string;
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

/** The Node.js 22 that a package lists. */
export function newerNode(folder: string): string {
  const manifest = join(import.meta.dirname, '..', folder, 'package.json');
  return createRequire(manifest).resolve(`node22-linux-${process.arch}/bin/node`);
}

/** A file, and its text. */
export type PrintedFile = readonly [path: string, code: string];

/** A block of code whose first line is a comment with the name of its file; in Astro, the first line of the script. */
const namedBlock = /^```\w+\n((?:---\n)?(?:\/\/|<!--) (\S+\.\w+)(?: -->)?\n.*?)^```$/gms;

/** The text of a page of the documentation. */
export function pageText(page: string): string {
  return readFileSync(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8');
}

/** The blocks of a page, or of a part of it, that name their files: path and text of each. */
export function filesIn(text: string): readonly PrintedFile[] {
  return [...text.matchAll(namedBlock)].map(([, code = '', path = '']) => [path, code] as const);
}

/** Writes files, and the folders that they are in. */
export function writeFiles(folder: string, files: readonly PrintedFile[]): void {
  for (const [path, code] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

/**
 * Starts the application of a quick start as it is printed.
 * @throws {Error} when it ends before it listens; the message has what it printed
 */
export async function startQuickStart(quickStart: QuickStart): Promise<QuickStartApp> {
  return startPrinted(quickStart, 'quick-start', filesIn(pageText(`quick-start/${quickStart.page}`)));
}

/**
 * Starts an application of printed files, in the development server of a quick start.
 * @param name - of its folder, beside the packages
 * @param variables - adds to the environment what the emulator does not
 * @throws {Error} when it ends before it listens; the message has what it printed
 */
export async function startPrinted(
  quickStart: QuickStart,
  name: 'quick-start' | 'guide' | 'client-package',
  files: readonly PrintedFile[],
  variables: (emulator: Emulator) => Readonly<Record<string, string>> = () => ({}),
): Promise<QuickStartApp> {
  const folder = join(import.meta.dirname, '..', quickStart.beside, name);
  rmSync(folder, { recursive: true, force: true });
  writeFiles(folder, [...Object.entries(quickStart.files ?? {}), ...files]);
  // A development server may build a page for longer than a token lives.
  const emulator = await createEmulator({ sessionTokenLifetimeSeconds: 3600 });
  const port = await freePort();
  const [cli, ...args] = quickStart.command;
  const node = quickStart.nodeOf === undefined ? process.execPath : newerNode(quickStart.nodeOf);
  const server = spawn(node, [join(folder, '../node_modules', cli), ...args, '--port', String(port)], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      ...quickStart.env,
      ...emulator.env,
      ...variables(emulator),
    },
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
    const response = await fetch(url + path, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  };
  return { emulator, url, folder, output: () => output, get, stop };
}
