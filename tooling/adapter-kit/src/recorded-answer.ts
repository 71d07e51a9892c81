import { readFileSync } from 'node:fs';
import type { Emulator } from '@acme/emulator';
import { fillWith, type Difference, type Fill, type Recording } from './replay.js';

/** An application of which there are recordings, and the service that it uses. */
export interface RecordedApp {
  readonly emulator: Emulator;
  readonly url: string;
}

/** What is compared of an answer. */
export interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly location?:
    { readonly to: string; readonly query: readonly (readonly [name: string, value: string])[] } | undefined;
  /** Names of the cookies that are set. */
  readonly cookies?: readonly string[] | undefined;
  readonly body?: unknown;
}

/** A difference between our answer and the recorded one: what ours has instead; undefined: ours has none. */
export interface AnswerDifference extends Difference, Partial<Omit<RecordedAnswer, 'body'>> {
  /** The body is not compared. */
  readonly body?: 'any';
}

/** The tokens, cookies and addresses of this run, under the names that the recordings have for them. */
export async function createFill({ emulator, url }: RecordedApp): Promise<Fill> {
  const { token, userId, sessionId, cookieHeader } = await emulator.signIn('ada@example.com', { origin: url });
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now - 130, exp: now - 60 };
  const expired = await emulator.signToken({ sub: userId, sid: sessionId, azp: url, ...times });
  const pending = await emulator.signToken({ sub: userId, sid: sessionId, sts: 'pending' });
  const cookies = cookieHeader.split('; ');
  const without = (...starts: readonly string[]) =>
    cookies.filter((pair) => !starts.some((start) => pair.startsWith(start))).join('; ');
  const expire = (header: string) => header.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
  return fillWith({
    session: token,
    'expired session': expired,
    'pending session': pending,
    cookies: cookieHeader,
    'expired cookies': expire(without('__refresh')),
    'expired cookies with refresh': expire(cookieHeader),
    'cookies without session': without('__session', '__refresh'),
    'cookies without dev browser': without('__clerk_db_jwt'),
    'dev browser': cookies.find((pair) => pair.startsWith('__clerk_db_jwt=')) ?? '',
    api_key: (await emulator.mintApiKey({ subject: userId, scopes: ['a', 'b'] })).secret,
    oauth_token: (await emulator.mintOAuthToken({ userId })).token,
    m2m_token: (await emulator.mintM2MToken()).token,
    'm2m jwt': (await emulator.mintM2MToken({ format: 'jwt' })).token,
    app: url,
  });
}

const kept = [
  'cache-control',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'x-clerk-auth-status',
  'x-clerk-auth-reason',
  'content-type',
  'x-remix-response',
] as const;

/** Parameters whose value is compared; others hold tokens. */
const compared: readonly string[] = ['redirect_url', '__clerk_hs_reason', 'suffixed_cookies', 'format'];

/** Writes addresses and ids as the recordings have them. */
const general = ({ emulator, url }: RecordedApp, text: string) =>
  text
    .replaceAll(url, '{app}')
    .replaceAll(emulator.url, '{service}')
    .replace(/\b(user|sess|mch|org|ak|mt|oat)_[0-9A-Za-z]{10,}/g, '$1_*');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function bodyOf(app: RecordedApp, text: string): unknown {
  const body = parse(general(app, text));
  if (typeof body !== 'object' || body === null) return body;
  const { sessionClaims, clientId } = body as { readonly sessionClaims?: object; readonly clientId?: unknown };
  return {
    ...body,
    ...(sessionClaims && { sessionClaims: Object.keys(sessionClaims).sort() }),
    ...(typeof clientId === 'string' && { clientId: '*' }),
  };
}

/** The answer as the recordings have it. */
export async function record(
  app: RecordedApp,
  { request, answer }: Recording<RecordedAnswer>,
  response: Response,
): Promise<RecordedAnswer> {
  const { status, headers } = response;
  const list = kept.flatMap((name) => {
    const value = headers.get(name)?.split(';', 1)[0];
    // A server need not say what kind of content it leaves out.
    const isLeftOut = name === 'content-type' && request.method === 'HEAD';
    return value === undefined || isLeftOut ? [] : [[name, value] as const];
  });
  const [, to = '', query = ''] = /^([^?]*)\??(.*)$/.exec(headers.get('location') ?? '') ?? [];
  const pairs = [...new URLSearchParams(query)].map(
    ([name, value]) => [name, compared.includes(name) ? general(app, value).replace(/=$/, '') : '*'] as const,
  );
  const cookies = headers
    .getSetCookie()
    .map((cookie) => (cookie.split('=', 1)[0] ?? '').replace(/(?<=.)_[\w-]{8}$/, '_*'));
  const text = await response.text();
  return {
    status,
    headers: Object.fromEntries(list),
    ...(headers.has('location') && { location: { to: general(app, to), query: pairs } }),
    ...(cookies.length > 0 && { cookies: cookies.sort() }),
    ...('body' in answer && { body: bodyOf(app, text) }),
  };
}

/** Reads a file of recordings. Parameters of values are not compared. */
export function readRecordings(file: URL): readonly Recording<RecordedAnswer>[] {
  const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly Recording<RecordedAnswer>[];
  return recordings.map(({ answer, ...recording }) => ({
    ...recording,
    answer: {
      ...answer,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [name, value?.replace(/;.*/, '') ?? null]),
      ),
    },
  }));
}

/** The recorded answer, with what ours has instead. */
export function withDifference(before: RecordedAnswer, difference: AnswerDifference): RecordedAnswer {
  const { row: _row, recordings: _recordings, headers, body, ...others } = difference;
  const all = Object.entries({ ...before.headers, ...headers }).filter(([, value]) => value !== null);
  const changed = { ...before, ...others, headers: Object.fromEntries(all) };
  return body === 'any' ? { ...changed, body: undefined } : changed;
}
