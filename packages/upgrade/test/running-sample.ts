import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  webhookSecret,
  type RetiredMajor,
  type Sample,
  type SampleAnswer,
  type SignedIn,
  type Stage,
} from './sample-checks/sample.js';

interface Issuer {
  readonly emulator: Emulator;
  /** What tokens name as their issuer. */
  readonly issuer: string;
}

/** Versions 2 and 4 of the retired SDK accept only tokens whose issuer is called like the service's. */
async function issuerFor(emulator: Emulator, stage: Stage, major: RetiredMajor | undefined): Promise<Issuer> {
  if (stage === 'retired' && major !== 5) return { emulator, issuer: 'https://clerk.sample.test' };
  const [, payload = ''] = (await emulator.signToken({})).split('.');
  const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly iss: string };
  return { emulator, issuer: iss };
}

async function signIn({ emulator, issuer }: Issuer, user: string): Promise<SignedIn> {
  const { userId, sessionId } = await emulator.signIn(user);
  return { userId, sessionId, token: await emulator.signToken({ sub: userId, sid: sessionId, iss: issuer }) };
}

async function strangersOf(tokens: Issuer) {
  const { userId, sessionId, token } = await signIn(tokens, 'ada@example.com');
  const claims = { sub: userId, sid: sessionId, iss: tokens.issuer };
  return {
    'signed out': undefined,
    expired: await tokens.emulator.signToken(claims, { expiresInSeconds: -60 }),
    garbage: 'garbage',
    changed: `${token}x`,
  };
}

async function ask(url: string, token: string | undefined, init: RequestInit): Promise<SampleAnswer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const answer = await fetch(url, { redirect: 'manual', ...init, headers });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, body: isJson ? (JSON.parse(text) as unknown) : text };
}

/** The port that a server prints; other lines are warnings. */
async function portOf(lines: AsyncIterable<string>, name: string): Promise<number> {
  for await (const line of lines) {
    if (line.startsWith('{')) return (JSON.parse(line) as { readonly port: number }).port;
  }
  throw new Error(`${name} ended before it listened`);
}

/** Starts a built sample with an emulator of its own, drives it, and ends it. */
export async function drive({ name, main, major, check }: Sample, folder: string, stage: Stage): Promise<void> {
  const emulator = await createEmulator();
  const tokens = await issuerFor(emulator, stage, major);
  const server = spawn(process.execPath, [main.replace(/\.ts$/, '.js')], {
    cwd: folder,
    env: {
      ...process.env,
      ...emulator.env,
      // The name that versions before 5 read.
      ...(stage === 'retired' ? { CLERK_API_KEY: emulator.secretKey } : {}),
      CLERK_TELEMETRY_DISABLED: '1',
      CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit');
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  try {
    const url = `http://localhost:${await portOf(createInterface(server.stdout), name)}`;
    await check({
      url,
      emulator,
      stage,
      major,
      signIn: (user) => signIn(tokens, user),
      strangers: await strangersOf(tokens),
      ask: (path, token, init = {}) => ask(url + path, token, init),
    });
  } catch (error) {
    process.stderr.write(log);
    throw error;
  } finally {
    server.kill();
    await ended;
    await emulator.close();
  }
}
