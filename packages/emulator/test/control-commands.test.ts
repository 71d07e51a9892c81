import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';

const program = fileURLToPath(new URL('../bin/acme-emulator.js', import.meta.url));

let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await createEmulator({ webhookRetryDelaysMs: [] });
  folder = await mkdtemp(join(tmpdir(), 'acme-emulator-commands-'));
});

beforeEach(() => emulator.reset());

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A started program, with what it printed so far. */
function begin(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, NO_COLOR: '1' } });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
  const ended = new Promise<Run>((resolve) => child.once('close', (code) => resolve({ code, ...printed })));
  return { child, printed, ended };
}

const run = (...args: readonly string[]) => begin(args).ended;

/** Runs a command against the emulator of these tests. */
const command = (...args: readonly string[]) => run(...args, '--url', emulator.url);

const file = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe('commands for a running emulator', () => {
  it('list, show and change users, as text and as JSON', async () => {
    const found = await command('users', '--query', 'ada');
    expect(found.code).toBe(0);
    expect(found.out).toContain('ada@example.com');
    expect(await command('users', 'ban', 'ada@example.com', '--json')).toMatchObject({ code: 0 });
    const { out } = await command('users', 'get', 'ada@example.com', '--json');
    expect(JSON.parse(out)).toMatchObject({ username: 'ada', banned: true });
    expect((await command('users')).out).toContain('banned');
  });

  it('move the clock, also backward', async () => {
    const before = emulator.clock.now();
    expect((await command('clock', 'advance', '2h', '--json')).code).toBe(0);
    expect(emulator.clock.now() - before).toBeGreaterThanOrEqual(7_200_000);
    expect((await run('clock', 'advance', '--url', emulator.url, '--', '-2h')).code).toBe(0);
    expect((await command('clock', 'set', '2030-01-01T00:00:00Z')).out).toContain('2030-01-01T00:00:00');
  });

  it('add and clear faults; mail and webhooks are shown', async () => {
    expect((await command('fault', 'add', '--path', '/v1/jwks', '--status', '503', '--times', '1')).code).toBe(0);
    expect((await fetch(`${emulator.url}/v1/jwks`)).status).toBe(503);
    expect((await command('fault')).out).toContain('/v1/jwks');
    expect((await command('fault', 'clear')).out).toContain('Done');
    await command('organizations', 'invite', 'moon-landing', 'new@example.com');
    expect((await command('mail', '--to', 'new@example.com')).out).toContain('new@example.com');
    expect((await command('webhooks', 'messages')).out).toContain('organizationInvitation.created');
  });

  it('seed, export, import and reset', async () => {
    const seed = await file('seed.yaml', 'users:\n  - email_address: only@example.com\n');
    const state = join(folder, 'state.json');
    expect((await command('seed', seed)).code).toBe(0);
    expect((await emulator.controls.users.list()).totalCount).toBe(1);
    expect((await command('export', state)).code).toBe(0);
    expect((await stat(state)).mode & 0o077).toBe(0);
    expect((await command('reset')).code).toBe(0);
    expect((await emulator.controls.users.list()).totalCount).toBe(5);
    expect((await command('import', state)).code).toBe(0);
    expect((await emulator.controls.users.list()).totalCount).toBe(1);
    expect(JSON.parse((await command('export')).out)).toEqual(await emulator.export());
  });

  it('follow the requests', async () => {
    const { child, printed, ended } = begin(['requests', '--follow', '--url', emulator.url]);
    await fetch(`${emulator.url}/v1/before`);
    await vi.waitFor(() => expect(printed.out).toContain('/v1/before'), 10_000);
    await fetch(`${emulator.url}/v1/after?token=hidden`);
    await vi.waitFor(() => expect(printed.out).toContain('/v1/after'), 10_000);
    child.kill();
    await ended;
    expect(printed.out.match(/\/v1\/before/g)).toHaveLength(1);
    expect(printed.out).not.toContain('hidden');
  });

  it('follow the mails and the deliveries', async () => {
    emulator.webhooks.add({ url: 'http://localhost:1/hook' });
    const follow = (...args: readonly string[]) => begin([...args, '--follow', '--url', emulator.url]);
    await emulator.controls.organizations.create({ name: 'Engines', slug: 'engines' });
    const invite = (emailAddress: string, organizationId = 'moon-landing') =>
      emulator.controls.organizations.invite({ organizationId, emailAddress });
    const followers = [
      { ...follow('mail', '--to', 'wanted@example.com'), text: 'wanted@example.com' },
      { ...follow('mail', '--json'), text: '"to":"other@example.com"' },
      { ...follow('webhooks'), text: 'organizationInvitation.created -> http://localhost:1/hook' },
    ];
    await invite('wanted@example.com');
    for (const { printed } of followers)
      await vi.waitFor(() => expect(printed.out).toMatch(/wanted@|organizationInvitation/), 20_000);
    await invite('other@example.com');
    await invite('wanted@example.com', 'engines');
    for (const { printed, text } of followers) {
      const times = text.includes('other') ? 2 : 3;
      await vi.waitFor(() => expect(printed.out.split(text).length).toBeGreaterThanOrEqual(times), 20_000);
    }
    for (const { child } of followers) child.kill();
    const [mails, json, deliveries] = await Promise.all(followers.map(({ ended }) => ended));
    expect(mails?.out).not.toContain('other@example.com');
    const lines = json?.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly id: string; readonly to: string });
    expect(lines?.map(({ to }) => to)).toEqual(['wanted@example.com', 'other@example.com', 'wanted@example.com']);
    expect(new Set(lines?.map(({ id }) => id)).size).toBe(3);
    expect(deliveries?.out).toMatch(/no answer/);
  }, 90_000);

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'follow until the emulator ends by %s, and say so',
    async (signal) => {
      const started = begin(['--port', '0', '--log', 'none']);
      await vi.waitFor(() => expect(started.printed.out).toContain('Press Ctrl+C'), { timeout: 20_000 });
      const url = /http:\/\/localhost:\d+/.exec(started.printed.out)?.[0] ?? '';
      const follower = begin(['requests', '--follow', '--url', url]);
      await fetch(`${url}/v1/before`);
      await vi.waitFor(() => expect(follower.printed.out).toContain('/v1/before'), 20_000);
      started.child.kill(signal);
      expect(await follower.ended).toMatchObject({ code: 0, err: 'The emulator has ended.\n' });
      await started.ended;
    },
    60_000,
  );

  it('read files with a byte order mark, in UTF-8 and in UTF-16', async () => {
    const seed = '{"users":[{"username":"merkt","first_name":"Zoë"}]}';
    const mark = '\uFEFF';
    await writeFile(join(folder, 'utf8.json'), `${mark}${seed}`);
    await writeFile(join(folder, 'utf16.json'), Buffer.from(`${mark}${seed}`, 'utf16le'));
    await writeFile(join(folder, 'utf16be.json'), Buffer.from(`${mark}${seed}`, 'utf16le').swap16());
    for (const name of ['utf8.json', 'utf16.json', 'utf16be.json']) {
      expect(await command('seed', join(folder, name))).toMatchObject({ code: 0 });
      expect((await command('users')).out).toContain('Zoë');
    }
    const state = join(folder, 'marked.json');
    await writeFile(state, Buffer.from(`${mark}${JSON.stringify(await emulator.export())}`, 'utf16le'));
    await emulator.reset();
    expect(await command('import', state)).toMatchObject({ code: 0 });
    expect((await command('users')).out).toContain('Zoë');
    const settings = await file('settings.json', `${mark}{"sign_up":{"mode":"waitlist"}}`);
    expect(await command('settings', 'change', `@${settings}`)).toMatchObject({ code: 0 });
    const started = begin(['--port', '0', '--import', state]);
    await vi.waitFor(() => expect(started.printed.out).toContain('Press Ctrl+C'), { timeout: 20_000 });
    started.child.kill();
    await started.ended;
  }, 90_000);

  it('print no control character of what the emulator holds', async () => {
    await emulator.controls.users.edit({ userId: 'ada', firstName: 'A\u001B[31mda\u009B2J' });
    for (const args of [['users'], ['users', 'get', 'ada']])
      // A terminal obeys them.
      expect((await command(...args)).out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('errors', () => {
  it.each([
    [['userz'], 'Did you mean users?'],
    [['users', 'lst'], 'Did you mean list?'],
    [['users', '--qurey', 'x'], 'Did you mean --query?'],
    [['fault', 'add', '--stauts', '500'], 'Did you mean --status?'],
    [['requests', '--method', 'PSOT'], 'Did you mean POST?'],
    [['connection', '--framework', 'nexjs'], 'Did you mean nextjs?'],
    [['--webhook', 'http://localhost:1', '--webhook-events', 'user.creatd'], 'Did you mean user.created?'],
    [['--fault', 'GET /x stauts=500'], 'Did you mean status?'],
    [['env', '--framework', 'nexjs'], 'Did you mean nextjs?'],
    [['users', 'ban'], "missing required argument 'user-id'"],
    [['users', '--url', 'http://localhost:1'], 'No emulator answers at http://localhost:1.'],
    [['users', '--url', 'https://example.com'], 'on this machine only'],
    [['--log', 'loud'], 'Allowed choices are none, errors, requests, reasons.'],
    [['--export-on-exit', join(tmpdir(), 'no', 'such', 'folder.json')], 'cannot be written'],
    [['--export-on-exit', tmpdir()], 'it is a folder'],
    [['--seed', 'missing.yaml'], 'missing.yaml cannot be read'],
    [['--import', 'missing.json'], 'missing.json cannot be read'],
    [['--webhook', 'https://example.com/hook'], 'must be on this machine'],
    [['--webhook', 'http://localhost/', '--webhook-secret', 'not base64'], '`whsec_` and base64'],
    [['--webhook-secret', 'whsec_AAAA'], 'need an endpoint'],
  ])('%j', async (args, text) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    // Whatever is wrong is said before a port is looked at.
    expect(err).not.toContain('port_in_use');
    expect(err).toContain(text);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('a seed says file, line and place', async () => {
    const seed = await file('bad.yaml', 'users:\n  - username: abcd\n  - username: efgh\n    password: short\n');
    const { err } = await run('--seed', seed, '--port', '0');
    expect(err).toContain(`${seed}:4: users[1].password`);
    expect((await command('seed', seed)).err).toContain('bad.yaml:4: users[1].password');
  });

  it('a refusal of the service is one line with its code', async () => {
    const { code, err } = await command('users', 'create', '--email-address', 'ada@example.com');
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(err).toContain('(form_identifier_exists)');
  });
});

describe('start', () => {
  const introduced = (printed: { readonly out: string }) =>
    vi.waitFor(() => expect(printed.out).toContain('Press Ctrl+C'), { timeout: 20_000 });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'keeps the state when it is ended by %s, and again',
    async (signal) => {
      const state = join(folder, `${signal}.json`);
      const { child, printed, ended } = begin(['--port', '0', '--export-on-exit', state]);
      await introduced(printed);
      child.kill(signal);
      child.kill(signal);
      expect((await ended).code).toBe(0);
      expect(JSON.parse(await readFile(state, 'utf8'))).toHaveProperty('tables');
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );

  it('keeps the state elsewhere when its folder is gone at the end', async () => {
    const gone = await mkdtemp(join(tmpdir(), 'acme-emulator-gone-'));
    const { child, printed, ended } = begin(['--port', '0', '--export-on-exit', join(gone, 'state.json')]);
    await introduced(printed);
    await rm(gone, { recursive: true });
    child.kill('SIGTERM');
    const { err } = await ended;
    const other = /Everything is in (\S+\.json) instead/.exec(err)?.[1] ?? '';
    expect(JSON.parse(await readFile(other, 'utf8'))).toHaveProperty('tables');
    await rm(other);
  });

  it('prints a line per request with faults, unknown routes and reasons; secrets stay out', async () => {
    const { child, printed, ended } = begin([
      '--port',
      '0',
      '--log',
      'reasons',
      '--fault',
      'GET /v1/jwks status=503 times=1',
    ]);
    await introduced(printed);
    const url = /http:\/\/localhost:\d+/.exec(printed.out)?.[0] ?? '';
    expect((await fetch(`${url}/v1/jwks`)).status).toBe(503);
    await fetch(`${url}/nowhere?token=hidden`, { headers: { authorization: 'Bearer hidden' } });
    await fetch(
      `${url}/v1/client/handshake?redirect_url=http://localhost:3000/&__clerk_hs_reason=session-token-and-uat-missing`,
      { redirect: 'manual' },
    );
    await vi.waitFor(() => expect(printed.err).toContain('/v1/client/handshake'), 10_000);
    child.kill();
    const { err } = await ended;
    expect(err).toMatch(/503 GET {4}\/v1\/jwks/);
    expect(err).toContain('no such route');
    expect(err).toContain('neither a token nor cookies');
    expect(err).not.toContain('hidden');
  });

  it('says nothing about requests with --log none', async () => {
    const { child, printed, ended } = begin(['--port', '0', '--log', 'none']);
    await introduced(printed);
    const url = /http:\/\/localhost:\d+/.exec(printed.out)?.[0] ?? '';
    await fetch(`${url}/v1/jwks`);
    child.kill();
    expect((await ended).err).not.toContain('/v1/jwks');
  });
});

it('every command has examples that call it by a name of ours', async () => {
  const { out } = await run('--help');
  const names = Array.from(out.matchAll(/^ {2}([a-z][a-z-]*) (?:\[|<)/gm), ([, name]) => name ?? '').filter(
    (name) => name !== 'help',
  );
  expect(names.length).toBeGreaterThan(15);
  const helps = await Promise.all(names.map(async (name) => ({ name, help: (await run(name, '--help')).out })));
  const wanting = helps.filter(({ help }) => !help.includes('Examples:\n  npx @acme/emulator'));
  expect(wanting.map(({ name }) => name)).toEqual([]);
  expect(helps.filter(({ help }) => help.includes('npx acme-emulator'))).toEqual([]);
});

it('doctor tells of a file with keys when the shell has none, and does not use it unasked', async () => {
  const place = await mkdtemp(join(tmpdir(), 'acme-emulator-doctor-'));
  await writeFile(
    join(place, '.env'),
    'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=pk_live_x\nCLERK_SECRET_KEY=sk_live_hidden\n',
  );
  const own = Object.entries(process.env).filter(([name]) => !name.includes('CLERK_'));
  const result = await new Promise<Run>((resolve) => {
    const options = { cwd: place, env: { ...Object.fromEntries(own), NO_COLOR: '1' } };
    execFile(process.execPath, [program, 'doctor'], options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
  await rm(place, { recursive: true });
  expect(result.err).toBe('This shell has no keys, but .env has. Check it with --dotenv .env\n');
  expect([result.code, result.out.includes('CLERK_SECRET_KEY is missing')]).toEqual([1, true]);
  expect(result.out + result.err).not.toContain('hidden');
});

describe('exec', () => {
  it('keeps the state although signals arrive after its command has ended', async () => {
    const state = join(folder, 'exec.json');
    const signals = `const { existsSync } = require('fs'); const [, pid, state] = process.argv;
      try { while (!existsSync(state)) process.kill(Number(pid), 'SIGTERM'); } catch {}`;
    const leave = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(signals)}, String(process.ppid), ${JSON.stringify(state)}], { detached: true, stdio: 'ignore' }).unref(); setInterval(() => {}, 1000)`;
    const users = Array.from({ length: 2000 }, (_, index) => ({ email_address: `user${index}@example.com` }));
    const seed = await file('many.json', JSON.stringify({ users }));
    await run('exec', '--port', '0', '--seed', seed, '--export-on-exit', state, '--', process.execPath, '-e', leave);
    expect(JSON.parse(await readFile(state, 'utf8'))).toHaveProperty('tables');
  });

  it('passes the end on to what its command leaves running, as npx does', async () => {
    const server = `process.on('SIGTERM', () => { console.log('the server ended'); process.exit(); }); setInterval(() => {}, 1000); console.log('the server runs')`;
    // A program that ends at once at a signal, and does not tell what it has started.
    const npx = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(server)}], { stdio: 'inherit' })`;
    const { child, printed, ended } = begin(['exec', '--port', '0', '--', process.execPath, '-e', npx]);
    await vi.waitFor(() => expect(printed.out).toContain('the server runs'), { timeout: 20_000 });
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 143, out: 'the server runs\nthe server ended\n' });
  }, 30_000);
});
