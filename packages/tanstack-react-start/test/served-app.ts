import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { atTheEnd } from 'testing';

/** What the application answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; empty if it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** The built application, and the service that it uses. */
export interface ServedApp {
  readonly emulator: Emulator;
  readonly url: string;
  /** What the application has logged. */
  readonly log: () => string;
  readonly ask: (path: string, headers?: Readonly<Record<string, string>>, init?: RequestInit) => Promise<Answer>;
}

function parse(text: string): Answer['json'] {
  try {
    return JSON.parse(text) as Answer['json'];
  } catch {
    return {};
  }
}

/** Who exists: as many as when the answers of the official package were recorded. */
const users = [
  { email_address: 'ada@example.com', username: 'ada', first_name: 'Ada', last_name: 'Lovelace' },
  { email_address: 'grace@example.com', username: 'grace', first_name: 'Grace', last_name: 'Hopper' },
  { email_address: 'alan@example.com', username: 'alan', first_name: 'Alan', last_name: 'Turing' },
];

/**
 * Serves the built application until the end of the test or of the file.
 * @param variables - change those that the emulator gives; undefined takes one away
 */
export async function serveApp(variables: Readonly<Record<string, string | undefined>> = {}): Promise<ServedApp> {
  const emulator = await createEmulator({ seed: { users } });
  atTheEnd(() => emulator.close());
  return serveWith(emulator, variables);
}

/** The same with a service that exists. */
export async function serveWith(
  emulator: Emulator,
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<ServedApp> {
  const server = spawn(process.execPath, ['serve.js'], {
    cwd: join(import.meta.dirname, 'app'),
    env: { PATH: process.env['PATH'], ...emulator.env, NODE_ENV: 'production', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  server.stderr.on('data', (text) => (logged += String(text)));
  atTheEnd(async () => {
    server.kill();
    await once(server, 'exit');
  });
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
  const ask: ServedApp['ask'] = async (path, headers = {}, init = {}) => {
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return { emulator, url, log: () => logged, ask };
}
