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
  /** The text as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
  /** JSON that a page shows. */
  readonly shown: unknown;
}

/** The major versions of Next.js with which the application is built, and the folder of each. */
const folders = { 16: 'app', 15: 'next15' } as const;

/** A major version of Next.js. */
export type Major = keyof typeof folders;

/**
 * Next.js 16 runs the middleware in Node.js, with Turbopack and React 19; Next.js 15 runs it in the edge runtime, with webpack and React 18 for
 * the Pages Router.
 */
export const majors = [16, 15] as const satisfies readonly Major[];

/** The built application, and the service that it uses. */
export interface ServedApp {
  readonly emulator: Emulator;
  readonly url: string;
  ask(path: string, headers?: Readonly<Record<string, string>>, init?: RequestInit): Promise<Answer>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const [, pre = ''] = /<pre>(.*?)<\/pre>/s.exec(text) ?? [];
  const shown = pre.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const json = (parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  return { status: response.status, headers: response.headers, text, json, shown: parse(shown) ?? shown };
}

/** Who exists: as many as when the answers of the official package were recorded. */
const people = [
  ['ada', 'Ada', 'Lovelace'],
  ['grace', 'Grace', 'Hopper'],
  ['alan', 'Alan', 'Turing'],
].map(([username, first_name, last_name]) => ({
  email_address: `${username}@example.com`,
  password: `${username}-demo-password`,
  username,
  first_name,
  last_name,
  ...(username === 'ada' && { public_metadata: { role: 'admin' } }),
}));

/**
 * Serves the built application until the end of the file.
 * @param args - further arguments of `next start`
 * @param variables - change those that the emulator gives
 */
export async function serveApp(
  major: Major,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<ServedApp> {
  const emulator = await createEmulator({ seed: { users: people } });
  atTheEnd(() => emulator.close());
  return serveWith(emulator, major, args, variables);
}

/** The same with a service that exists. */
export async function serveWith(
  emulator: Emulator,
  major: Major,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<ServedApp> {
  const server = spawn(process.execPath, [nextCli(major), 'start', folders[major], '--port', '0', ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...emulator.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...variables },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  atTheEnd(async () => {
    server.kill();
    await once(server, 'exit');
  });
  const url = await addressOf(createInterface(server.stdout));
  const ask: ServedApp['ask'] = async (path, headers = {}, init = {}) =>
    answerOf(await fetch(url + path, { redirect: 'manual', ...init, headers }));
  return { emulator, url, ask };
}

/** The command of a version of Next.js. */
function nextCli(major: Major): string {
  const packageFolder = major === 16 ? join(import.meta.dirname, '..') : join(import.meta.dirname, folders[major]);
  return join(packageFolder, 'node_modules', 'next', 'dist', 'bin', 'next');
}

async function addressOf(lines: AsyncIterable<string>): Promise<string> {
  let url: string | undefined;
  for await (const line of lines) {
    url ??= /Local:\s+(\S+)/.exec(line)?.[1];
    if (url && line.includes('Ready')) return url;
  }
  throw new Error('The application did not start.');
}
