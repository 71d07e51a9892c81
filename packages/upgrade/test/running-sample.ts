import type { Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { webhookSecret, type RunningSample, type Sample, type SampleAnswer } from './sample-checks/sample.js';

async function ask(url: string, token: string | undefined, init: RequestInit): Promise<SampleAnswer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const answer = await fetch(url, { redirect: 'manual', ...init, headers });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, body: isJson ? (JSON.parse(text) as unknown) : text };
}

/** Starts a built sample, drives it, and ends it. */
export async function drive(sample: Sample, folder: string, emulator: Emulator, isBefore: boolean): Promise<void> {
  await emulator.reset();
  const server = spawn(process.execPath, [sample.main.replace(/\.ts$/, '.js')], {
    cwd: folder,
    env: {
      ...process.env,
      ...emulator.env,
      CLERK_TELEMETRY_DISABLED: '1',
      CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ended = once(server, 'exit').then(() => Promise.reject(new Error(`${sample.name} ended before it listened`)));
    const [line] = (await Promise.race([once(createInterface(server.stdout), 'line'), ended])) as [string];
    const url = `http://localhost:${(JSON.parse(line) as { readonly port: number }).port}`;
    const running: RunningSample = {
      url,
      emulator,
      isBefore,
      ask: (path, token, init = {}) => ask(url + path, token, init),
    };
    await sample.check(running);
  } finally {
    server.kill();
  }
}
