import { parseEnv } from 'node:util';
import { verifyToken } from '@acme/backend';
import { verifyToken as officialVerifyToken } from '@clerk/backend';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';
import { Browser, locationOf } from './browser.js';

let folder: string;
const running: Emulator[] = [];
const lines: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  await rm(folder, { recursive: true, force: true });
  lines.splice(0);
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ log: (line) => lines.push(line), ...options });
  running.push(emulator);
  return emulator;
}

const api = (emulator: Emulator, path: string, init: RequestInit & { key?: string } = {}) =>
  fetch(`${emulator.url}/v1${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${init.key ?? emulator.secretKey}`,
      'content-type': 'application/json',
      ...init.headers,
    },
  });

const post = (emulator: Emulator, path: string, body: unknown) =>
  api(emulator, path, { method: 'POST', body: JSON.stringify(body) });

describe('createEmulator', () => {
  it('refuses an option that it does not know, and names it, before anything is opened', async () => {
    for (const name of ['webhook', 'determinsticIds', 'toString']) {
      const options = { [name]: [] } as EmulatorOptions;
      await expect(createEmulator(options)).rejects.toMatchObject({
        code: 'option_invalid',
        message: expect.stringContaining(`the option \`${name}\``) as string,
      });
    }
  });

  it('leaves nothing open: the port is free, the file complete, the process can end', async () => {
    const database = join(folder, 'users.sqlite');
    const emulator = await createEmulator({ database });
    const port = Number(new URL(emulator.url).port);
    // A connection kept alive would be used again after the server behind it is gone.
    const body = JSON.stringify({ email_address: ['new@example.com'], first_name: 'New' });
    await api(emulator, '/users', { method: 'POST', body, headers: { connection: 'close' } });
    await emulator.close();
    expect(await readdir(folder)).toEqual(['users.sqlite']);
    const again = await start({ port, database });
    const users = (await (await api(again, '/users?email_address=new@example.com')).json()) as { first_name: string }[];
    expect(users.map(({ first_name }) => first_name)).toEqual(['New']);
  });

  it('keeps connections until the client closes them: a server with a time limit closes one while a busy client sends on it', async () => {
    const { headers } = await fetch(`${(await start()).url}/.well-known/jwks.json`);
    expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', null]);
  });

  it('is reachable over IPv4 and IPv6 loopback, and nowhere else', async () => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      expect((await fetch(`http://${host}:${port}/.well-known/jwks.json`)).status).toBe(200);
    }
  });

  it('has the same keys each time, and a publishable key that carries its own address', async () => {
    const first = await start();
    const { port } = new URL(first.url);
    await first.close();
    const second = await start({ port: Number(port) });
    expect([second.publishableKey, second.secretKey, second.jwtKey]).toEqual([
      first.publishableKey,
      first.secretKey,
      first.jwtKey,
    ]);
    expect(atob(second.publishableKey.replace('pk_test_', ''))).toBe(`http://localhost:${port}/accounts.dev$`);
  });

  it('signs tokens that jose verifies with the published keys, for 60 seconds', async () => {
    const emulator = await start();
    const { token, userId, sessionId } = await emulator.signIn('ada@example.com');
    const jwks = (await (await api(emulator, '/jwks')).json()) as Parameters<typeof createLocalJWKSet>[0];
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks));
    expect(payload).toMatchObject({ sub: userId, sid: sessionId, v: 2, sts: 'active' });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  it('deletes everything except its seed on reset', async () => {
    const emulator = await start();
    await post(emulator, '/users', { email_address: ['new@example.com'] });
    await emulator.reset();
    const users = (await (await api(emulator, '/users')).json()) as unknown[];
    expect(users).toHaveLength(emulator.users.length);
  });

  it('reads users from an object or a file, and names unknown keys', async () => {
    const file = join(folder, 'seed.yaml');
    await writeFile(
      file,
      'users:\n  - email_address: zoe@example.com\n    first_name: Zoë\n    password: a long password\n',
    );
    const emulator = await start({ seed: file });
    expect(emulator.users.map(({ emailAddress, firstName }) => [emailAddress, firstName])).toEqual([
      ['zoe@example.com', 'Zoë'],
    ]);
    await writeFile(file, 'users:\n  - email_adress: zoe@example.com\n');
    await expect(createEmulator({ seed: file })).rejects.toMatchObject({
      code: 'seed_unknown_key',
      message: expect.stringContaining('users[0].email_adress') as string,
    });
    await writeFile(file, 'users: [');
    await expect(createEmulator({ seed: file })).rejects.toMatchObject({ code: /^seed_/ });
  });
});

describe('Backend API', () => {
  it('refuses a wrong or missing secret key as the service does', async () => {
    const emulator = await start();
    for (const key of ['sk_test_wrong', '']) {
      const response = await api(emulator, '/users', { key });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        errors: [{ code: key ? 'clerk_key_invalid' : (expect.any(String) as string) }],
      });
    }
  });

  it('answers with the bare content type that clients compare', async () => {
    const emulator = await start();
    for (const path of ['/jwks', '/users', '/nowhere']) {
      expect((await api(emulator, path)).headers.get('content-type')).toBe('application/json');
    }
  });

  it('keeps users: create, find, change, merge metadata, ban, delete', async () => {
    const emulator = await start();
    const created = (await (
      await post(emulator, '/users', {
        email_address: ['New@Example.com'],
        password: 'a long password',
        public_metadata: { a: 1, b: { c: 1 } },
      })
    ).json()) as { id: string; password_enabled: boolean };
    expect(created.password_enabled).toBe(true);
    const change = (path: string, body: unknown, method = 'PATCH') =>
      api(emulator, `/users/${created.id}${path}`, { method, body: JSON.stringify(body) });
    expect(await (await change('', { first_name: 'Nele' })).json()).toMatchObject({ first_name: 'Nele' });
    expect(await (await change('/metadata', { public_metadata: { a: null, b: { d: 2 } } })).json()).toMatchObject({
      public_metadata: { b: { c: 1, d: 2 } },
    });
    expect(await (await change('/ban', {}, 'POST')).json()).toMatchObject({ banned: true });
    const count = (await (await api(emulator, '/users/count?email_address=new@example.com')).json()) as {
      total_count: number;
    };
    expect(count.total_count).toBe(1);
    expect(await (await api(emulator, `/users/${created.id}`, { method: 'DELETE' })).json()).toMatchObject({
      deleted: true,
    });
    expect((await api(emulator, `/users/${created.id}`)).status).toBe(404);
  });

  it('refuses what the service refuses, with its codes', async () => {
    const emulator = await start();
    const taken = await post(emulator, '/users', { email_address: ['ada@example.com'] });
    expect([taken.status, ((await taken.json()) as { errors: { code: string }[] }).errors[0]?.code]).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect((await api(emulator, '/users/user_unknown')).status).toBe(404);
    const broken = await api(emulator, '/users', { method: 'POST', body: '{"email_address":' });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toHaveProperty('errors');
  });

  it('answers an unknown route with 404 in the shape of the service, and a line in the log', async () => {
    const emulator = await start();
    const response = await api(emulator, '/no/such/route');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'resource_not_found' }] });
    expect(lines.join('\n')).toContain('/no/such/route');
  });

  it('accepts bodies of unknown length, and refuses long ones', async () => {
    const emulator = await start();
    const stream = (text: string) => {
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        body: new Blob([text]).stream(),
        duplex: 'half',
        headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      };
      return fetch(`${emulator.url}/v1/users`, init);
    };
    expect((await stream('{"email_address":["chunked@example.com"]}')).status).toBe(200);
    const long = JSON.stringify({ first_name: 'x'.repeat(2_000_000) });
    expect((await stream(long)).status).toBe(413);
    expect((await api(emulator, '/users', { method: 'POST', body: long })).status).toBe(413);
  });

  it('survives requests that no client sends', async () => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    for (const request of [
      'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      `GET //evil.example/ HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = createConnection(Number(port), '127.0.0.1', () => socket.write(request));
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
        socket.on('error', reject);
        socket.on('close', () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
    expect((await api(emulator, '/jwks')).status).toBe(200);
  });
});

describe('pages', () => {
  it('let pages of every origin load the pictures', async () => {
    const emulator = await start();
    const users = (await (await api(emulator, '/users')).json()) as { id: string; image_url: string }[];
    const { id, image_url: drawn } = users[0] ?? { id: '', image_url: '' };
    const body = new FormData();
    body.append('file', new Blob([Buffer.from('iVBORw0KGgo=', 'base64')], { type: 'image/png' }));
    const uploaded = await fetch(`${emulator.url}/v1/users/${id}/profile_image`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.secretKey}` },
      body,
    });
    const { image_url: picture } = (await uploaded.json()) as { image_url: string };
    for (const address of [drawn, picture]) {
      const { status, headers } = await fetch(new URL(address, emulator.url));
      expect([address, status]).toEqual([address, 200]);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('sign up, sign out and sign in again, without JavaScript', async () => {
    const emulator = await start();
    const browser = new Browser();
    const back = 'http://localhost:3999/page';
    const signUp = await browser.submit(`${emulator.url}/sign-up`, {
      redirect_url: back,
      email_address: 'new@example.com',
      password: 'a rather long password',
      first_name: 'Nele',
      last_name: 'New',
    });
    expect([signUp.status, locationOf(signUp).startsWith(`${back}?__clerk_db_jwt=`)]).toEqual([303, true]);
    const signOut = await browser.visit(`${emulator.url}/sign-out?redirect_url=${encodeURIComponent(back)}`);
    expect(locationOf(signOut).startsWith(back)).toBe(true);
    const wrong = await browser.submit(`${emulator.url}/sign-in`, { identifier: 'new@example.com', password: 'no' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/password is (incorrect|wrong)/i);
    const right = await browser.submit(`${emulator.url}/sign-in`, {
      redirect_url: back,
      identifier: 'new@example.com',
      password: 'a rather long password',
    });
    expect(right.status).toBe(303);
  });

  it('say at the password field that an account has none', async () => {
    const emulator = await start({ seed: { users: [{ email_address: 'x@example.com' }] } });
    const fields = { identifier: 'x@example.com', password: 'any' };
    const page = await (await new Browser().submit(`${emulator.url}/sign-in`, fields)).text();
    expect(page).toMatch(/id="field-password-error">This account has no password\./);
  });

  it('escape names, and never redirect to a foreign or scripted address', async () => {
    const emulator = await start({
      seed: { users: [{ email_address: 'x@example.com', first_name: '<script>alert(1)</script>' }] },
    });
    const page = await (await fetch(`${emulator.url}/sign-in`)).text();
    expect(page).not.toContain('<script>alert');
    const [user] = emulator.users;
    for (const redirect_url of [
      'https://evil.example/',
      'javascript:alert(1)',
      '//evil.example/',
      'http://localhost@evil.example/',
    ]) {
      const response = await new Browser().submit(`${emulator.url}/sign-in`, { redirect_url, user_id: user?.id ?? '' });
      const location = response.headers.get('location') ?? '';
      expect(location).not.toContain('evil.example');
      expect(location).not.toMatch(/^javascript:/);
    }
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
    'refuse a body that is no form: %s',
    async (type) => {
      const emulator = await start();
      const headers = { 'content-type': type, authorization: `Bearer ${emulator.secretKey}` };
      for (const path of ['/sign-in', '/sign-up', '/sign-out', '/v1/users']) {
        const answer = await fetch(emulator.url + path, { method: 'POST', headers, body: 'zzz' });
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('request_body_invalid')]);
      }
    },
  );

  it('refuse forms that another site submits', async () => {
    const emulator = await start();
    const browser = new Browser();
    const forged = await browser.submit(
      `${emulator.url}/sign-in`,
      { user_id: emulator.users[0]?.id ?? '' },
      'https://evil.example',
    );
    expect(forged.status).toBe(403);
  });
});

describe('the command line', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['bin/acme-emulator.js', ...args], { cwd: join(import.meta.dirname, '..') });

  it('prints the environment for a port in each form', async () => {
    expect((await run('env', '--port', '4567')).stdout).toContain('CLERK_API_URL=');
    const json = JSON.parse((await run('env', '--port', '4567', '--format', 'json')).stdout) as Record<string, string>;
    expect(json).toMatchObject({ CLERK_SIGN_IN_URL: 'http://localhost:4567/sign-in', CLERK_TELEMETRY_DISABLED: '1' });
    const emulator = await start();
    const jwtKey = emulator.jwtKey.replaceAll('\n', '');
    expect([json['CLERK_JWT_KEY'], emulator.env['CLERK_JWT_KEY']]).toEqual([jwtKey, jwtKey]);
    const { stdout } = await run('env', '--port', '4567');
    expect(parseEnv(stdout)).toEqual(json);
    // Both libraries verify with the key from the environment, without a request.
    const { token, userId } = await emulator.signIn('ada@example.com');
    for (const verify of [verifyToken, officialVerifyToken]) {
      const claims = await verify(token, { jwtKey: parseEnv(stdout)['CLERK_JWT_KEY'] ?? '' });
      expect(claims.sub).toBe(userId);
    }
  });

  it('runs a command with the environment, returns its exit code, and stops', async () => {
    const script =
      "fetch(process.env.CLERK_API_URL + '/v1/jwks', { headers: { authorization: 'Bearer ' + process.env.CLERK_SECRET_KEY } }).then(async (r) => { console.log(r.status); process.exit(3); })";
    await expect(run('exec', '--port', '0', '--', process.execPath, '-e', script)).rejects.toMatchObject({
      code: 3,
      stdout: '200\n',
    });
  });

  it('writes everything to a file when it stops, and starts with it again', async () => {
    const file = join(folder, 'state.json');
    const call = (method: string, body: string) =>
      `fetch(process.env.CLERK_API_URL + '/v1/users?query=kept', { method: '${method}', headers: { authorization: 'Bearer ' + process.env.CLERK_SECRET_KEY, 'content-type': 'application/json' }${body} }).then(async (r) => console.log(JSON.stringify(await r.json())))`;
    const create = call('POST', `, body: JSON.stringify({ email_address: ['kept@example.com'] })`);
    await run('exec', '--port', '0', '--export-on-exit', file, '--', process.execPath, '-e', create);
    const again = await run('exec', '--port', '0', '--import', file, '--', process.execPath, '-e', call('GET', ''));
    expect(again.stdout).toContain('kept@example.com');
    await expect(run('exec', '--import', join(folder, 'none.json'), '--', 'true')).rejects.toMatchObject({ code: 1 });
  });

  it('reports an error in one line, without a stack', async () => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    for (const [args, code] of [
      [['start', '--port', port], 'port_in_use'],
      [['start', '--secret-key', 'sk_live_abc'], 'live_key_refused'],
      [['start', '--seed', './missing.yaml'], 'seed_unreadable'],
      [['start', '--port', 'ninety'], 'port_invalid'],
    ] as const) {
      const failure = (await run(...args).catch((error: unknown) => error)) as { code: number; stderr: string };
      expect(failure.code).toBe(1);
      expect(failure.stderr).toContain(code);
      expect(failure.stderr).not.toContain('    at ');
      expect(failure.stderr).not.toContain('sk_live_abc');
    }
  });
});
