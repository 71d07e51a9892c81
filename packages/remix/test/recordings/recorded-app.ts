import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEmulator, type Emulator } from '@acme/emulator';
import { fillWith, type Fill, type RecordedApp } from 'adapter-kit';
import { atTheEnd } from 'testing';
import { signIn } from '../person.js';

/** The application of the recordings, and the service that it uses. */
interface FilledApp extends RecordedApp {
  readonly fill: Fill;
}

/** Serves the application on Node.js until the end of the file. Without single fetch, Remix replaces the classes of the Fetch API by its own. */
export async function serveRecordedApp(singleFetch: boolean): Promise<FilledApp> {
  const user = { email_address: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' };
  const emulator = await createEmulator({ seed: { users: [user] } });
  atTheEnd(() => emulator.close());
  const server = spawn(process.execPath, [join(import.meta.dirname, '..', 'recorded-app', 'server.js')], {
    env: {
      ...process.env,
      ...emulator.env,
      CLERK_JWT_KEY: '',
      CLERK_SIGN_IN_URL: `${emulator.url}/sign-in`,
      CLERK_SIGN_UP_URL: `${emulator.url}/sign-up`,
      CLERK_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      SINGLE_FETCH: singleFetch ? '1' : '0',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  atTheEnd(async () => {
    server.kill();
    await once(server, 'exit');
  });
  for await (const url of createInterface(server.stdout))
    return { emulator, url, fill: await createFill(emulator, url) };
  throw new Error('The application did not start.');
}

/** The result of a handshake that the service has kept for this browser. */
async function nonceOf(emulator: Emulator, url: string, cookie: string): Promise<string> {
  const address = new URL(`${emulator.url}/accounts.dev/v1/client/handshake`);
  address.search = new URLSearchParams({ redirect_url: `${url}/page?x=1`, format: 'nonce' }).toString();
  const devBrowser = /__clerk_db_jwt=([^;]+)/.exec(cookie)?.[1] ?? '';
  address.searchParams.set('__clerk_db_jwt', devBrowser);
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('__clerk_handshake_nonce') ?? '';
}

/** The tokens, cookies and addresses of this run, under the names that the recordings have for them. */
export async function createFill(emulator: Emulator, url: string): Promise<Fill> {
  const { token } = await emulator.signIn('ada@example.com', { origin: url });
  const { userId, cookie, expired, stale } = await signIn(emulator, url);
  const only = (wanted: RegExp) =>
    cookie
      .split('; ')
      .filter((pair) => wanted.test(pair))
      .join('; ');
  const mint = (claims: object, expiresInSeconds: number) =>
    emulator.mintSessionToken({ userId, claims: { sid: 'sess_recorded', ...claims }, expiresInSeconds });
  return fillWith({
    session: token,
    'expired session': await mint({}, -60),
    'pending session': await mint({ sts: 'pending' }, 60),
    cookies: cookie,
    'expired cookies': expired,
    'stale cookies': stale,
    'dev browser': only(/^__clerk_db_jwt=/),
    'uat cookies': only(/^__(?:clerk_db_jwt|client_uat)/),
    nonce: await nonceOf(emulator, url, cookie),
    api_key: (await emulator.mintApiKey({ subject: userId })).secret,
    oauth_token: (await emulator.mintOAuthToken({ userId })).token,
    m2m_token: (await emulator.mintM2MToken()).token,
    'm2m jwt': (await emulator.mintM2MToken({ format: 'jwt' })).token,
    app: url,
  });
}
