import type { ServedApp } from '../served-app.js';

/** A request and an answer of the official package, without what is of one run. */
export interface Recording {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly answer: RecordedAnswer;
}

/** What is compared of an answer. */
export interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly location?: { readonly to: string; readonly query: readonly (readonly [name: string, value: string])[] };
  /** Names of the cookies that are set. */
  readonly cookies?: readonly string[];
  readonly body?: unknown;
}

type Fill = (text: string) => string;

/** Puts the tokens and addresses of this run in the place of the names in braces. */
export async function createFill({ emulator, url }: ServedApp): Promise<Fill> {
  const { token, userId, sessionId, cookieHeader } = await emulator.signIn('ada@example.com', { origin: url });
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now - 130, exp: now - 60 };
  const expired = await emulator.signToken({ sub: userId, sid: sessionId, azp: url, ...times });
  const pending = await emulator.signToken({ sub: userId, sid: sessionId, sts: 'pending' });
  const cookies = cookieHeader.split('; ');
  const without = (...starts: readonly string[]) =>
    cookies.filter((pair) => !starts.some((start) => pair.startsWith(start))).join('; ');
  const expire = (header: string) => header.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
  const values: Readonly<Record<string, string>> = {
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
  };
  return (text) => text.replace(/\{([\w ]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const kept = [
  'cache-control',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'x-clerk-auth-status',
  'x-clerk-auth-reason',
  'content-type',
] as const;

/** Parameters whose value is compared; others hold tokens. */
const compared: readonly string[] = ['redirect_url', '__clerk_hs_reason', 'suffixed_cookies', 'format'];

/** Writes addresses and ids as the recordings have them. */
const general = ({ emulator, url }: ServedApp, text: string) =>
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

function bodyOf(app: ServedApp, text: string): unknown {
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
export async function record(app: ServedApp, recording: Recording, response: Response): Promise<RecordedAnswer> {
  const { status, headers } = response;
  const list = kept.flatMap((name) => {
    const value = headers.get(name)?.split(';', 1)[0];
    // A server need not say what kind of content it leaves out.
    const isLeftOut = name === 'content-type' && recording.request.method === 'HEAD';
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
    ...('body' in recording.answer && { body: bodyOf(app, text) }),
  };
}
