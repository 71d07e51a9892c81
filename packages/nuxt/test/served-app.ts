import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { atTheEnd, freePort } from 'testing';

/** What the application answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; empty if it is none. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What the page shows, as JSON; empty if it is no page. */
  readonly shown: Readonly<Record<string, unknown>>;
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

const shownBy = (page: string) => parse((/<pre>(.*?)<\/pre>/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"'));

/** Who exists: as many as when the answers of the official package were recorded. */
const users = [
  { email_address: 'ada@example.com', username: 'ada', first_name: 'Ada', last_name: 'Lovelace' },
  { email_address: 'grace@example.com', username: 'grace', first_name: 'Grace', last_name: 'Hopper' },
  { email_address: 'alan@example.com', username: 'alan', first_name: 'Alan', last_name: 'Turing' },
];

/** A service that is closed at the end of the test or of the file. */
export async function startEmulator(): Promise<Emulator> {
  const emulator = await createEmulator({ seed: { users } });
  atTheEnd(() => emulator.close());
  return emulator;
}

/** Sends a request to the application at this address. */
export const askAt =
  (url: string): ServedApp['ask'] =>
  async (path, headers = {}, init = {}) => {
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text), shown: shownBy(text) };
  };

/** The cookies of a session that has expired, and that the server renews by itself. */
export async function renewableCookies({ emulator, url }: Pick<ServedApp, 'emulator' | 'url'>): Promise<string> {
  const { cookieHeader, sessionId, userId } = await emulator.signIn('ada@example.com', { origin: url });
  const claims = { sid: sessionId, azp: url };
  const expired = await emulator.mintSessionToken({ userId, claims, expiresInSeconds: -60 });
  return cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
}

/**
 * Serves the built application until the end of the test or of the file.
 * @param variables - change those that the emulator gives; undefined takes one away
 * @param output - what Nitro has built; default: with Nuxt 4
 */
export async function serveApp(
  variables: Readonly<Record<string, string | undefined>> = {},
  given?: Emulator,
  output = join(import.meta.dirname, 'app', '.output'),
): Promise<ServedApp> {
  const emulator = given ?? (await startEmulator());
  const port = String(await freePort());
  const server = spawn(process.execPath, [join(output, 'server', 'index.mjs')], {
    env: {
      PATH: process.env['PATH'],
      ...emulator.env,
      NODE_ENV: 'production',
      HOST: 'localhost',
      PORT: port,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  server.stderr.on('data', (text) => (logged += String(text)));
  const ended = once(server, 'exit');
  atTheEnd(async () => {
    server.kill();
    await ended;
  });
  await Promise.race([once(createInterface(server.stdout), 'line'), ended]);
  if (server.exitCode !== null) throw new Error(`The application did not start: ${logged}`);
  const url = `http://localhost:${port}`;
  return { emulator, url, log: () => logged, ask: askAt(url) };
}
