import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from 'testing/free-port';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Column } from './columns.js';
import { prepareLegacySite } from './legacy-site.js';

const require = createRequire(import.meta.url);
const swapImports = new URL('../imports/swap-imports.js', import.meta.url).href;
const startTimeoutMs = 300_000;

/** A running example app. */
export interface ExampleApp {
  readonly url: string;
  /** Everything the process has printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a built example app as `npm start` does, on the packages of a column and a free port.
 * @param env - what the emulator says an app needs
 * @throws {Error} when it does not listen within 5 minutes; the message carries what it printed
 */
export async function startExampleApp(column: Column, env: Readonly<Record<string, string>>): Promise<ExampleApp> {
  for (;;) {
    const app = await tryToStart(column, env);
    if (app) return app;
  }
}

/** @returns undefined if another program took the port that was free before */
async function tryToStart(column: Column, env: Readonly<Record<string, string>>): Promise<ExampleApp | undefined> {
  const { folder, args, remove } = prepare(column);
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...env,
      PATH: process.env.PATH,
      PORT: String(port),
      SWAP_IMPORTS: JSON.stringify(column.swaps),
      SWAP_IMPORTS_IN: pathToFileURL(folder).href,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);

  const url = `http://localhost:${port}`;
  try {
    // Some programs name the address instead of the host.
    await listening(child, () => new RegExp(`//\\S+:${port}`).test(output));
  } catch (cause) {
    child.kill();
    remove();
    if (/EADDRINUSE|already in use/.test(output)) return undefined;
    throw new Error(`The example app (${column.name}) did not start. It printed:\n${output}`, { cause });
  }
  return { url, output: () => output, stop: () => stop(child).finally(remove) };
}

/** An app that is ready to start. */
interface PreparedApp {
  readonly folder: string;
  /** Arguments of Node.js. */
  readonly args: readonly string[];
  readonly remove: () => void;
}

function prepare({ app, start }: Column): PreparedApp {
  if (typeof app === 'object') {
    const { main, remove } = prepareLegacySite(app.legacy, app.isUpgraded);
    return { folder: dirname(dirname(main)), args: ['--import', swapImports, main], remove };
  }
  const folder = dirname(require.resolve(`${app}/package.json`));
  const args = start ?? ['--import', swapImports, join(folder, 'dist', 'server.js')];
  return { folder, args, remove: () => undefined };
}

async function listening(child: ChildProcess, isReady: () => boolean): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!isReady()) {
    if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}.`);
    if (Date.now() > deadline) throw new Error(`It was not ready after ${startTimeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
