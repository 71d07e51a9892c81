import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type Framework } from '../src/index.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

describe('the variables of a framework', () => {
  it.each([
    ['nextjs', 'NEXT_PUBLIC_CLERK_', 'JS_URL', 6],
    ['astro', 'PUBLIC_CLERK_', 'JS_URL', 6],
    ['nuxt', 'NUXT_PUBLIC_CLERK_', 'JS_URL', 6],
    ['react-router', 'CLERK_', 'JS_URL', 6],
    ['remix', 'CLERK_', 'JS', 5],
    ['tanstack-react-start', 'CLERK_', 'JS_URL', 6],
  ] as const)('are the plain ones and those of the browser for %s', (framework, prefix, script, version) => {
    const { url, publishableKey, env } = emulator;
    expect(emulator.envFor(framework)).toMatchObject({
      ...env,
      CLERK_FAPI_URL: env['CLERK_API_URL'],
      [`${prefix}PUBLISHABLE_KEY`]: publishableKey,
      [`${prefix}SIGN_IN_URL`]: `${url}/sign-in`,
      [`${prefix}SIGN_UP_URL`]: `${url}/sign-up`,
      [`${prefix}PROXY_URL`]: url,
      [`${prefix}${script}`]: `${url}/npm/@clerk/clerk-js@${version}/dist/clerk.browser.js`,
      [`${prefix}TELEMETRY_DISABLED`]: '1',
    });
  });

  it('have no secret under a name that the browser may see', () => {
    const secrets = [emulator.secretKey];
    for (const framework of ['nextjs', 'astro', 'nuxt'] as const) {
      const seen = Object.entries(emulator.envFor(framework)).filter(([name]) => name.includes('PUBLIC_'));
      expect(seen.filter(([, value]) => secrets.includes(value))).toEqual([]);
    }
  });

  it('have the second names of the server', () => {
    expect(emulator.envFor('nuxt')).toMatchObject({
      NUXT_CLERK_SECRET_KEY: emulator.secretKey,
      NUXT_CLERK_API_URL: emulator.env['CLERK_API_URL'],
    });
    expect(emulator.envFor('react-router')).toMatchObject({ VITE_CLERK_PUBLISHABLE_KEY: emulator.publishableKey });
  });

  it('are refused for a framework that is not known', () => {
    expect(() => emulator.envFor('next' as Framework)).toThrow(
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining('nextjs, astro') as string }),
    );
  });
});

describe('the command env --framework', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['bin/acme-emulator.js', 'env', ...args], {
      cwd: join(import.meta.dirname, '..'),
    });

  it('prints what envFor() gives', async () => {
    const { port } = new URL(emulator.url);
    for (const framework of ['nextjs', 'remix'] as const) {
      const { stdout } = await run('--port', port, '--framework', framework);
      expect(parseEnv(stdout)).toEqual(emulator.envFor(framework));
    }
  });

  it('says which frameworks there are', async () => {
    await expect(run('--framework', 'next')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/framework next\..*nextjs, astro.*option_invalid/s) as string,
    });
  });
});

describe('the browser scripts', () => {
  let folder: string;
  let started: ChildProcessByStdio<null, Readable, null>;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scripts-'));
    const installed = join(folder, 'node_modules/@clerk/clerk-js');
    await mkdir(join(installed, 'dist/chunks'), { recursive: true });
    await mkdir(join(folder, 'deep/below'), { recursive: true });
    await writeFile(join(installed, 'package.json'), JSON.stringify({ version: '6.31.1' }));
    await writeFile(join(installed, 'secret.js'), 'not in dist');
    await writeFile(join(installed, 'dist/clerk.browser.js'), 'the script');
    await writeFile(join(installed, 'dist/clerk.browser.js.map'), '{}');
    await writeFile(join(installed, 'dist/chunks/10_a-b@1.js'), 'a part');
    await writeFile(join(installed, 'dist/readme.txt'), 'no script');
    await symlink(join(installed, 'secret.js'), join(installed, 'dist/link.js'));
    const command = join(import.meta.dirname, '../bin/acme-emulator.js');
    started = spawn(process.execPath, [command, '--port', '0'], {
      cwd: join(folder, 'deep/below'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise((resolve) => {
      let output = '';
      started.stdout.on('data', (text) => {
        output += String(text);
        const [, found] = /CLERK_SIGN_IN_URL=(\S+)\/sign-in\s/.exec(output) ?? [];
        if (found) resolve(found);
      });
    });
  });
  afterAll(async () => {
    started.kill();
    await once(started, 'exit');
    await rm(folder, { recursive: true });
  });

  const get = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init });
  const script = (range: string, file = 'clerk.browser.js') => `/npm/@clerk/clerk-js@${range}/dist/${file}`;
  const refusal = async (path: string) => {
    const response = await get(path);
    const { errors } = (await response.json()) as { errors: { long_message: string }[] };
    return [response.status, errors[0]?.long_message ?? ''] as const;
  };

  it('are those of the application', async () => {
    const response = await get(script('6.31.1'));
    expect([response.status, await response.text()]).toEqual([200, 'the script']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('immutable') as string,
    });
    const map = await get(script('6.31.1', 'clerk.browser.js.map'));
    expect([map.status, map.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await (await get(script('6.31.1', 'chunks/10_a-b@1.js'))).text()).toBe('a part');
    // The address that browsers make from the publishable key has a path.
    expect((await get(`/accounts.dev${script('6.31.1')}`)).status).toBe(200);
  });

  it.each(['6', '6.31', '^6.1.0', '^6.31.1', '~6.31.0', 'latest'])('are found by the range %s', async (range) => {
    const response = await get(script(range));
    expect([response.status, response.headers.get('location')]).toEqual([307, script('6.31.1')]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(['5', '6.3', '6.31.10', '^5.0.0', '^6.32.0', '^6.31.2', '~6.30.0', '~6.31.2'])(
    'of another version than %s are not served',
    async (range) => {
      const [status, message] = await refusal(script(range));
      expect(status).toBe(404);
      expect(message).toContain('6.31.1 is installed');
      expect(message).toContain(`npm install --save-dev @clerk/clerk-js@${range}`);
    },
  );

  it('that are not installed are an error that says what to install', async () => {
    const [status, message] = await refusal('/npm/@clerk/ui@1/dist/ui.browser.js');
    expect(status).toBe(404);
    expect(message).toContain('npm install --save-dev @clerk/ui@1');
  });

  it('are all that is served', async () => {
    for (const path of [
      script('6.31.1', 'nothing.js'),
      script('6.31.1', 'readme.txt'),
      script('6.31.1', 'link.js'),
      script('6.31.1', 'chunks'),
      script('6.31.1', '%2e%2e/secret.js'),
      script('6.31.1', '..%2fsecret.js'),
      script('6.31.1', '%5c..%5csecret.js'),
      '/npm/@clerk/clerk-js@6.31.1/package.json',
      '/npm/@clerk/backend@3/dist/index.js',
      '/npm/other@1/dist/index.js',
    ])
      expect((await get(path)).status, path).toBe(404);
  });

  it('are no way out of the folder for paths that no client library sends', async () => {
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port: new URL(url).port, path }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.once('error', reject);
        call.end();
      });
    expect(await status(script('6.31.1', '../secret.js'))).toBe(404);
    expect(await status(script('6.31.1', '..\\secret.js'))).toBe(400);
    expect(await status('/npm/@clerk/clerk-js@../../x/dist/clerk.browser.js')).toBe(404);
  });
});
