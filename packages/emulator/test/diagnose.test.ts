import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportSPKI, generateKeyPair } from 'jose';
import { startServer } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adviceFor } from '../src/instance/advice.js';
import { diagnose } from '../src/diagnose/diagnose.js';
import { explain } from '../src/diagnose/explain.js';
import type { Finding } from '../src/diagnose/finding.js';
import { createEmulator, type Emulator } from '../src/index.js';

let emulator: Emulator;
let folder: string;
const open: (() => void)[] = [];
beforeAll(async () => {
  emulator = await createEmulator();
  folder = await mkdtemp(join(tmpdir(), 'diagnose-'));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const listen = async (answer: RequestListener): Promise<string> => (await startServer(answer)).url;

const problems = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level === 'wrong').map(({ text }) => text);
const doctor = async (changes: Record<string, string | undefined> = {}, appUrl?: string) =>
  problems(await diagnose({ env: { ...emulator.env, ...changes }, appUrl }));

describe('doctor', () => {
  it('finds nothing wrong with the variables of the emulator, and names the weak settings', async () => {
    const findings = await diagnose({ env: emulator.env });
    expect(problems(findings)).toEqual([]);
    expect(findings.filter(({ level }) => level === 'weak').length).toBeGreaterThan(0);
    expect(findings.map(({ text }) => text).join('\n')).toMatch(/clock of this machine agrees[^]*same instance/);
  });

  it('knows an application that cannot be reached, other schemes and foreign parties', async () => {
    expect(await doctor({}, 'http://127.0.0.1:9')).toEqual([expect.stringMatching(/127\.0\.0\.1:9 cannot be reached/)]);
    const app = 'http://127.0.0.1:9';
    const parties = (authorizedParties: readonly string[]) =>
      diagnose({ env: emulator.env, appUrl: app, options: { authorizedParties } }).then(problems);
    expect((await parties(['https://127.0.0.1:9'])).join()).toContain('differ in http and https');
    expect((await parties(['http://localhost:3000'])).join()).toContain('is not among the authorized parties');
    expect((await parties([app])).join()).not.toContain('part');
  });

  it('knows keys of two emulators, which share a signing key', async () => {
    const other = await createEmulator();
    open.push(() => void other.close());
    expect((await doctor({ CLERK_API_URL: other.env['CLERK_API_URL'] })).join()).toContain('keys of two emulators');
    const { token } = await other.signIn('ada@example.com', { origin: 'http://localhost:3000' });
    const explained = problems(await explain({ text: token, env: emulator.env }));
    expect(explained.join()).toContain(`The token is of the emulator at ${other.url}`);
    expect(problems(await explain({ text: token, env: other.env }))).toEqual([]);
    const options = { authorizedParties: ['https://localhost:3000'] };
    expect(problems(await explain({ text: token, env: other.env, options })).join()).toContain(
      'differ in http and https',
    );
  });

  it('says how far the clock of a token is ahead', async () => {
    const iat = Math.floor(Date.now() / 1000) + 120;
    const token = await emulator.signToken({ sub: 'user_1', sid: 'sess_1', iat, nbf: iat, exp: iat + 60 });
    expect(problems(await explain({ text: token, env: emulator.env })).join()).toMatch(
      /issued 1[12]\d s in the future/,
    );
  });

  it('names each weak option once', async () => {
    const weak = (await diagnose({ env: emulator.env })).filter(({ level }) => level === 'weak');
    const names = weak.map(({ text }) => text.split(':')[0]);
    expect(new Set(names).size).toBe(names.length);
    expect(weak.filter(({ fix }) => fix?.includes('is known here')).length).toBe(1);
  });

  it.each<readonly [string, Record<string, string | undefined>, RegExp]>([
    ['a missing publishable key', { CLERK_PUBLISHABLE_KEY: undefined }, /PUBLISHABLE_KEY is missing/],
    ['a malformed publishable key', { CLERK_PUBLISHABLE_KEY: 'pk_live_x' }, /not a publishable key/],
    ['a missing secret key', { CLERK_SECRET_KEY: undefined }, /SECRET_KEY is missing/],
    ['a secret key that is none', { CLERK_SECRET_KEY: 'abcdefgh' }, /not a secret key|must be a secret key/],
    ['a live key beside a test key', { CLERK_SECRET_KEY: 'sk_live_abcdefgh' }, /is a live key/],
    ['a secret key nobody knows', { CLERK_SECRET_KEY: 'sk_test_unknown0' }, /does not know the secret key/],
    ['a service that is not there', { CLERK_API_URL: 'http://127.0.0.1:9' }, /cannot be reached/],
    ['a version in the URL', { CLERK_API_URL: 'https://api.example.com/v1' }, /ends with a version/],
    ['a JWT key that is none', { CLERK_JWT_KEY: 'secret' }, /JWT_KEY is not a public key/],
    ['a proxy that is none', { CLERK_PROXY_URL: 'app.example.com' }, /PROXY_URL is neither/],
    ['a satellite without a domain', { CLERK_IS_SATELLITE: 'true' }, /satellite needs/],
  ])('finds %s', async (_name, changes, expected) => {
    expect(await doctor(changes)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  it('finds keys of different instances, and a JWT key of another one', async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    expect(await doctor({ CLERK_JWT_KEY: await exportSPKI(publicKey) })).toEqual([
      expect.stringMatching(/not one of the keys of this instance/),
    ]);
    const other = await listen((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [{ kid: 'ins_other', kty: 'RSA', n: 'x', e: 'AQAB' }] }));
    });
    expect(await doctor({ CLERK_API_URL: other, CLERK_JWT_KEY: undefined })).toEqual([
      expect.stringMatching(/different instances/),
    ]);
  });

  it('finds a clock that is wrong', async () => {
    const late = await listen((_request, response) => {
      response.setHeader('date', new Date(Date.now() + 60_000).toUTCString());
      response.setHeader('content-type', 'application/json');
      void fetch(`${emulator.url}/v1/jwks`, { headers: { authorization: `Bearer ${emulator.secretKey}` } })
        .then((answer) => answer.text())
        .then((text) => response.end(text));
    });
    expect(await doctor({ CLERK_API_URL: late })).toEqual([expect.stringMatching(/(59|60) s behind the service/)]);
  });

  it('finds an application that does not know its own address, and one without the middleware', async () => {
    const app = (back: string) =>
      listen((_request, response) => {
        response.writeHead(307, {
          'x-clerk-auth-status': 'handshake',
          location: `https://clerk.example.com/v1/client/handshake?redirect_url=${encodeURIComponent(back)}`,
        });
        response.end();
      });
    expect(await doctor({}, await app('http://internal:8080/'))).toEqual([
      expect.stringMatching(/runs at http:\/\/internal:8080/),
    ]);
    expect(await doctor({}, await listen((_request, response) => response.end()))).toEqual([
      expect.stringMatching(/without saying whether anybody is signed in/),
    ]);
  });

  it('never shows a key', async () => {
    const secret = 'sk_test_abcdefghijklmnop';
    const shown = JSON.stringify(await diagnose({ env: { ...emulator.env, CLERK_SECRET_KEY: secret } }));
    expect(shown).toContain('sk_test_abcd…');
    expect(shown).not.toContain('abcdefgh');
  });
});

describe('explain', () => {
  const say = async (text: string, changes: Record<string, string> = {}) => {
    const findings = await explain({ text, env: { ...emulator.env, ...changes } });
    return findings.map((finding) => `${finding.text} ${finding.fix ?? ''}`).join('\n');
  };
  const userId = () => emulator.users[0]?.id ?? '';

  it('names what is wrong with a token, and finds nothing wrong with a valid one', async () => {
    const { token } = await emulator.signIn(userId());
    expect(await say(token)).toContain('The request is signed in.');
    expect(await say(`Bearer ${token}`)).toContain('The request is signed in.');
    const expired = await emulator.signToken({ sub: userId(), sid: 'sess_1', iat: 1, nbf: 1, exp: 2 });
    expect(await say(expired)).toMatch(/1970-01-01T00:00:02[^]*has expired[^]*getToken\(\)/);
    expect(await say(`${token.slice(0, -8)}AAAAAAAA`)).toMatch(/token-invalid-signature[^]*same instance/);
    expect(await say('hello')).toMatch(/no token of the service[^]*token-invalid/);
    expect(await say('ak_nobody')).toMatch(/opaque token[^]*ak_nobo…/);
  });

  it('needs no more keys than the middleware', async () => {
    const { token, cookieHeader } = await emulator.signIn(userId());
    const env = { CLERK_JWT_KEY: emulator.jwtKey };
    const findings = await explain({ text: token, env });
    expect(findings.map(({ text }) => text)).toContain('The request is signed in.');
    const request = JSON.stringify({ url: 'http://localhost/', headers: { cookie: cookieHeader } });
    await expect(explain({ text: request, env })).rejects.toMatchObject({ code: 'publishable_key_missing' });
  });

  it('names what is wrong with a target that no server can answer', async () => {
    const text = JSON.stringify({ url: 'http://localhost//evil.example/', headers: {} });
    expect(await say(text)).toMatch(/refused \(400\)[^]*one slash/);
  });

  it('shows neither tokens nor keys', async () => {
    const { token, cookieHeader } = await emulator.signIn(userId());
    const shown = (await say(token)) + (await say(`GET / HTTP/1.1\nHost: localhost\nCookie: ${cookieHeader}\n`));
    for (const secret of [token, token.split('.')[2] ?? '', emulator.secretKey]) expect(shown).not.toContain(secret);
  });

  it('reads recorded requests as JSON and as the text of HTTP', async () => {
    const { cookieHeader } = await emulator.signIn(userId(), { origin: 'http://localhost:3000' });
    const text = `GET /page HTTP/1.1\r\nHost: localhost:3000\r\nCookie: ${cookieHeader}\r\n\r\n`;
    expect(await say(text)).toContain('The request is signed in.');
    const json = { url: 'http://localhost:3000/page', headers: { Cookie: cookieHeader } };
    expect(await say(JSON.stringify(json))).toContain('The request is signed in.');
    const stranger = { url: 'http://localhost:3000/', headers: { accept: 'text/html', 'sec-fetch-dest': 'document' } };
    expect(await say(JSON.stringify(stranger))).toMatch(/redirected to the handshake: dev-browser-missing/);
    await expect(say('{ "url": 5 }')).rejects.toMatchObject({ code: 'option_invalid' });
    await expect(say('{')).rejects.toMatchObject({ code: 'option_invalid' });
    await expect(say('GET /')).rejects.toMatchObject({ code: 'option_invalid' });
  });

  it('notices cookies of another instance', async () => {
    const request = { url: 'http://localhost/', headers: { cookie: '__session_AAAAAAAA=x; __client_uat_AAAAAAAA=1' } };
    expect(await say(JSON.stringify(request))).toMatch(/Of another instance: __session_AAAAAAAA/);
  });

  it('has advice for every recorded reason', async () => {
    const recorded = await readFile(
      new URL('../../backend/test/vectors/authenticate-request.json', import.meta.url),
      'utf8',
    );
    const reasons = new Set([...recorded.matchAll(/"reason": "([^"]+)"/g)].map(([, reason = '']) => reason));
    expect(reasons.size).toBeGreaterThan(20);
    for (const reason of reasons) expect([reason, adviceFor(reason)?.fix]).toEqual([reason, expect.any(String)]);
  });
});

describe('the commands', () => {
  const cli = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [new URL('../bin/acme-emulator.js', import.meta.url).pathname, ...args], {
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  it('read the variables from a file, and end with 1 if something is wrong', async () => {
    const file = join(folder, '.env');
    await writeFile(
      file,
      Object.entries(emulator.env)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    expect(await cli('doctor', '--dotenv', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ok ') as string,
    });
    const nothing = await cli('doctor', '--json');
    expect(nothing.code).toBe(1);
    expect(JSON.parse(nothing.stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ level: 'wrong' })]));
    const { token } = await emulator.signIn(emulator.users[0]?.id ?? '');
    expect(await cli('explain', token, '--dotenv', file)).toMatchObject({ code: 0 });
    expect(await cli('explain', token)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('publishable_key_missing') as string,
    });
    expect(await cli('explain', '--dotenv', join(folder, 'none'), token)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read') as string,
    });
  });
});
