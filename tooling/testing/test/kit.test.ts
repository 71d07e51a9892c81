import { createHmac } from 'node:crypto';
import { createServer as createTcpServer } from 'node:net';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  bearer,
  freePort,
  pageHeaders,
  signWebhook,
  startServer,
  withEnvironment,
  type RunningServer,
} from '../src/index.js';

describe('startServer', () => {
  let ofTheFile: RunningServer;
  let ofTheTest: RunningServer;
  let earlier: RunningServer | undefined;
  beforeAll(async () => {
    ofTheFile = await startServer((_request, response) => void response.end('file'));
  });
  beforeEach(async () => {
    earlier = ofTheTest;
    ofTheTest = await startServer((_request, response) => void response.end('test'), { hostname: 'localhost' });
  });

  it.each(['first', 'second'])('serves until its test or its file ends: %s test', async (turn) => {
    expect(await (await fetch(ofTheFile.url)).text()).toBe('file');
    expect(await (await fetch(ofTheTest.url)).text()).toBe('test');
    expect(ofTheTest.url).toBe(`http://localhost:${ofTheTest.port}`);
    expect(turn === 'first').toBe(earlier === undefined);
    if (earlier) await expect(fetch(earlier.url)).rejects.toThrow();
  });

  it('closes with connections open, and twice', async () => {
    const server = await startServer(createTcpServer(() => undefined));
    const hanging = fetch(server.url).then(
      () => 'answered',
      () => 'ended',
    );
    await new Promise((resolve) => setImmediate(resolve));
    await server.close();
    await server.close();
    expect(await hanging).toBe('ended');
  });

  it('uses a port that freePort found', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(10_000);
    // Linux gives ports from 32768 on to whoever leaves the choice to it.
    expect(port).toBeLessThan(32_768);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  });
});

describe('withEnvironment', () => {
  beforeAll(() => withEnvironment({ KIT_FILE: 'file' }));
  beforeEach(() => withEnvironment({ KIT_A: 'a', KIT_FILE: undefined }));

  it('sets and removes variables, one call over another', () => {
    expect([process.env['KIT_A'], process.env['KIT_FILE'], process.env['KIT_B']]).toEqual(['a', undefined, undefined]);
    withEnvironment({ KIT_B: 'b' }, { without: 'KIT_' });
    expect([process.env['KIT_A'], process.env['KIT_B']]).toEqual([undefined, 'b']);
    process.env['KIT_C'] = 'by hand';
  });

  it('has restored everything after the test before', () => {
    expect(Object.keys(process.env).filter((name) => name.startsWith('KIT_'))).toEqual(['KIT_A']);
  });

  it('gives back what the file set', () => {
    withEnvironment({ KIT_FILE: 'other' });
    expect(process.env['KIT_FILE']).toBe('other');
  });
});

it('signs webhooks over id, time and body', () => {
  const headers = signWebhook(`whsec_${btoa('key')}`, '{}', { id: 'msg_2', timestamp: 3 });
  expect(headers).toEqual({
    'content-type': 'application/json',
    'svix-id': 'msg_2',
    'svix-timestamp': '3',
    'svix-signature': `v1,${createHmac('sha256', 'key').update('msg_2.3.{}').digest('base64')}`,
  });
});

it('names the headers of browsers and programs', () => {
  expect(new Headers({ ...pageHeaders, ...bearer('t') }).get('authorization')).toBe('Bearer t');
});
