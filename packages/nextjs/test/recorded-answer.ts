import { fillWith, type Fill, type Recording } from 'adapter-kit';
import type { Answer, ServedApp } from './served-app.js';

/** A redirect: where it leads, and its parameters. */
export interface RecordedLocation {
  readonly to: string;
  readonly query: readonly (readonly [name: string, value: unknown])[];
}

/** What is compared of an answer. */
export interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Puts the tokens and addresses of this run in the place of the names in braces. */
export async function createFill(app: ServedApp): Promise<Fill> {
  const { emulator, url } = app;
  const { token, userId, cookieHeader } = await emulator.signIn('ada@example.com', { origin: url });
  // Of a session that the service does not know: it does not renew it.
  const expired = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
  const cookies = cookieHeader.split('; ');
  const devBrowser = cookies.filter((pair) => pair.startsWith('__clerk_db_jwt'));
  const expiredCookies = cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
  return fillWith({
    session: token,
    'expired session': expired,
    cookies: cookieHeader,
    'expired cookies': expiredCookies,
    'dev browser': devBrowser.join('; '),
    'cookies without dev browser': cookies.filter((pair) => !devBrowser.includes(pair)).join('; '),
    api_key: (await emulator.mintApiKey({ subject: userId, scopes: ['read:x'] })).secret,
    oauth_token: (await emulator.mintOAuthToken({ userId })).token,
    m2m_token: (await emulator.mintM2MToken()).token,
    'secret key': emulator.env['CLERK_SECRET_KEY'] ?? '',
    app: url,
    'app host': encodeURIComponent(new URL(url).host),
    service: emulator.url,
  });
}

type Request = Recording<RecordedAnswer>['request'];

const kept = [
  'cache-control',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'content-security-policy',
  'content-security-policy-report-only',
  'reporting-endpoints',
  'www-authenticate',
  'x-clerk-auth-status',
  'x-clerk-auth-reason',
  'content-type',
] as const;

/** Parameters whose value is compared; others hold tokens. */
const compared: readonly string[] = [
  'redirect_url',
  '__clerk_redirect_url',
  '__clerk_hs_reason',
  'suffixed_cookies',
  'format',
  'q',
];

/** Writes addresses and ids as the recordings have them. */
function general(app: ServedApp, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => general(app, item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, general(app, item)]));
  }
  if (typeof value !== 'string') return value;
  return value
    .replaceAll(app.url, '{app}')
    .replaceAll(app.emulator.url, '{service}')
    .replace(/\b(user|sess|mch|org|ak|mt|oat)_[0-9A-Za-z]{10,}/g, '$1_*')
    .replace(/\bey[\w-]+\.[\w-]+\.[\w-]+/g, '*');
}

function locationOf(app: ServedApp, location: string): RecordedLocation {
  const [to = '', query = ''] = location.split('?', 2);
  const pairs = [...new URLSearchParams(query)].map(([name, value]): readonly [string, unknown] => [
    name,
    compared.includes(name) ? general(app, value) : '*',
  ]);
  return { to: String(general(app, to)).replace('{app}', ''), query: pairs.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** Of claims the names are compared, not what they say. */
function withoutClaims(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).map(([name, value]: [string, unknown]) => {
    if (name === 'sessionClaims' && value) return [name, Object.keys(value).sort()];
    return [name, name === '__clerk_ssr_state' ? withoutClaims(value) : value];
  });
  return Object.fromEntries(entries) as unknown;
}

function bodyOf(app: ServedApp, { path }: Request, { json, shown, text, status }: Answer): unknown {
  if (path.startsWith('/api/headers')) {
    const seen = Object.entries(json['h'] as Readonly<Record<string, string>>);
    const names = ['x-clerk-auth-status', 'x-clerk-auth-reason', 'x-clerk-clerk-url'];
    const internal = seen.filter(([name]) => name.startsWith('x-clerk') || name === 'x-nonce');
    const shownAs = (name: string, value: string) => (names.includes(name) ? general(app, value) : value && '*');
    return Object.fromEntries(internal.map(([name, value]) => [name, shownAs(name, value)]));
  }
  if (Object.keys(json).length > 0) return withoutClaims(general(app, json));
  if (shown !== '') return withoutClaims(general(app, shown));
  return status >= 300 || text.length > 60 ? undefined : text;
}

/** An answer as the recordings have it. */
export function record(app: ServedApp, request: Request, answer: Answer): RecordedAnswer {
  const { headers, status } = answer;
  const found: Record<string, unknown> = {};
  for (const name of kept) {
    const value = headers.get(name);
    if (value !== null) found[name] = String(general(app, value)).replace(/nonce-[^']+/, 'nonce-*');
  }
  const location = headers.get('location');
  if (location !== null) found['location'] = locationOf(app, location);
  const cookies = headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]?.replace(/_[\w-]{8}$/, '_*'));
  if (cookies.length > 0) found['set-cookie'] = cookies.sort();
  const body = bodyOf(app, request, answer);
  return { status, headers: found, ...(body !== undefined && body !== '' && { body }) };
}
