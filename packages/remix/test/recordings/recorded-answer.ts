import type { RecordedApp } from 'adapter-kit';
import type { IntendedDifference } from './intended-differences.js';

/** What is compared of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const kept = [
  'cache-control',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'x-clerk-auth-status',
  'x-clerk-auth-reason',
  'content-type',
  'x-own',
  'x-remix-response',
  'x-remix-error',
  'x-remix-status',
  'x-remix-revalidate',
] as const;

/** Headers that lead elsewhere. */
const locations = ['location', 'x-remix-redirect'] as const;

/** Parameters whose value is compared; others hold tokens. */
const compared: readonly string[] = [
  'redirect_url',
  '__clerk_redirect_url',
  '__clerk_hs_reason',
  'suffixed_cookies',
  'format',
];

/** Writes addresses and ids as the recordings have them. */
function general(app: RecordedApp, text: string): string {
  return text
    .replaceAll(app.url, '{app}')
    .replaceAll(app.emulator.url, '{service}')
    .replace(/\b(user|sess|mch|org|ak|mt|oat)_[0-9A-Za-z]{10,}/g, '$1_*')
    .replace(/\bey[\w-]+\.[\w-]+\.[\w-]+/g, '*')
    .replace(/pk_test_\w+/g, 'pk_test_*');
}

function locationOf(app: RecordedApp, location: string) {
  const start = location.indexOf('?');
  const [to, query] = start < 0 ? [location, ''] : [location.slice(0, start), location.slice(start + 1)];
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => [
    name,
    compared.includes(name) ? general(app, value) : '*',
  ]);
  return { to: general(app, to).replace('{app}', ''), query: pairs.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)) };
}

/** Of claims the names are compared, not the values; what is empty is as what is absent. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, member]) => member !== '' && name !== '__telemetryDebug')
    .map(([name, member]: [string, unknown]) => {
      const isClaims = name === 'sessionClaims' && member !== null;
      return [name, isClaims ? Object.keys(member as object).sort() : comparable(member)] as const;
    });
  return Object.fromEntries(entries);
}

/** An answer as the recordings have it. */
export async function record(app: RecordedApp, answer: Response): Promise<Answer> {
  const headers: Record<string, unknown> = {};
  for (const name of kept) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  for (const name of locations) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = locationOf(app, value);
  }
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]?.replace(/_[\w-]{8}$/, '_*'));
  if (cookies.length > 0) headers['set-cookie'] = cookies.sort();
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const isJson = type.includes('json');
  const isShown = text !== '' && !type.includes('html') && !type.includes('deferred');
  const body = isJson ? comparable(JSON.parse(general(app, text))) : isShown ? general(app, text) : undefined;
  return { status: answer.status, headers, ...(body !== undefined && { body }) };
}

const withoutNulls = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

type Location = { readonly to: string; readonly query: readonly (readonly [name: string, value: string])[] };

function withReason(location: unknown, reason: string | undefined): object {
  if (location === undefined || reason === undefined) return {};
  const { to, query } = location as Location;
  return {
    location: { to, query: query.map(([name, value]) => [name, name === '__clerk_hs_reason' ? reason : value]) },
  };
}

/** The recorded answer, with what ours has instead. */
export function withDifference(before: Answer, { status, headers, handshakeReason, body }: IntendedDifference): Answer {
  const location = withReason(before.headers['location'], handshakeReason);
  return {
    status: status ?? before.status,
    headers: withoutNulls({ ...before.headers, ...location, ...headers }),
    ...('body' in before && { body: body === 'any' ? undefined : before.body }),
  };
}
