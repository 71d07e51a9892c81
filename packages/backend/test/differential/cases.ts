import fc from 'fast-check';
import type { instances } from './tokens.js';
import { now, tokenKinds } from './tokens.js';

/** One request to one application, in words; tokens are put in when it is run. */
export interface Case {
  readonly instance: keyof typeof instances;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: { readonly scheme: string; readonly token: string } | undefined;
  readonly cookies: Readonly<Record<string, string>>;
  /** Which cookies hold a token, and of what kind. */
  readonly tokenCookies: Readonly<Record<string, string>>;
  readonly client: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** What the service answers. */
  readonly upstream: 'fine' | 'not found' | 'refused' | 'broken' | 'down';
}

/** A record in which each value may be missing. */
const some = <T>(values: Record<string, fc.Arbitrary<T>>): fc.Arbitrary<Readonly<Record<string, T>>> =>
  // A value that is missing is missing, not undefined.
  fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Readonly<Record<string, T>>>;
const kind = fc.constantFrom(...tokenKinds);
const often = fc.constantFrom('valid', 'valid', 'expired', 'v2 organization', 'pending', 'newer', ...tokenKinds);

const uat = fc.constantFrom(
  '0',
  '1',
  String(now - 100),
  String(now - 5),
  String(now + 5),
  'junk',
  '-1',
  '',
  '0x10',
  ' 7 ',
);

const query = fc
  .array(
    fc.constantFrom(
      'a=1',
      '__clerk_db_jwt=dvb_q',
      '__clerk_db_jwt=',
      '__dev_session=dvb_old',
      '__clerk_synced=true',
      '__clerk_synced=false',
      '__clerk_redirect_url=https%3A%2F%2Fsat.example%2Fp%3Fa%3D1',
      '__clerk_handshake_nonce=n1',
      'x=%20y',
      '%5F_clerk_synced=true',
    ),
    { maxLength: 2 },
  )
  .map((parts) => (parts.length > 0 ? `?${parts.join('&')}` : ''));

const path = fc.constantFrom('/', '/page', '/orgs/acme', '/orgs/other/x', '/me', '/%E0%A4%A', '/a%20b', '/orgs/ACME/');
const origin = fc.constantFrom('https://app.example.com', 'http://localhost:3000');

const headers = some({
  'sec-fetch-dest': fc.constantFrom('document', 'document', 'document', 'empty', 'iframe', ''),
  accept: fc.constantFrom('text/html', 'text/html,*/*', '*/*', 'application/json'),
  referer: fc.constantFrom(
    'https://app.example.com/x',
    'https://other.example/',
    'https://accounts.example.com/',
    'junk',
    'https://clerk.example.com/',
  ),
  host: fc.constantFrom('app.example.com', 'localhost:3000', 'pub.example.com'),
  'x-forwarded-host': fc.constantFrom('pub.example.com', 'a.example, b.example', '%%%', ''),
  'x-forwarded-proto': fc.constantFrom('https', 'http,https', ''),
  origin: fc.constantFrom('https://app.example.com', 'https://sat.example'),
});

const acceptsToken = fc.constantFrom<unknown>(
  undefined,
  undefined,
  'session_token',
  'any',
  'api_key',
  'm2m_token',
  'oauth_token',
  ['session_token', 'api_key'],
  ['m2m_token', 'oauth_token'],
  ['api_key'],
);

const options = some<unknown>({
  acceptsToken,
  audience: fc.constantFrom('api', ['web', 'x'], 'other'),
  authorizedParties: fc.constantFrom(['https://app.example.com'], ['https://other.example'], []),
  clockSkewInMs: fc.constantFrom(0, 60_000, -1, Number.NaN),
  signInUrl: fc.constantFrom('/sign-in', 'https://primary.example/sign-in', 'https://app.example.com/in'),
  satelliteAutoSync: fc.boolean(),
  organizationSyncOptions: fc.constantFrom(
    { organizationPatterns: ['/orgs/:slug', '/orgs/:slug/(.*)'], personalAccountPatterns: ['/me'] },
    { organizationPatterns: ['/by/:id'] },
  ),
});

const client = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  some<unknown>({
    isSatellite: fc.boolean(),
    domain: fc.constantFrom('sat.example', ''),
    proxyUrl: fc.constantFrom('https://app.example.com/__clerk', '/__clerk', ''),
  }),
);

/** Requests as browsers, programs and attackers send them. SUFFIX stands for the suffix of the instance. */
export const cases: fc.Arbitrary<Case> = fc.record({
  instance: fc.constantFrom('production' as const, 'development' as const),
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'POST', 'HEAD'),
  url: fc.tuple(origin, path, query).map((parts) => parts.join('')),
  headers,
  authorization: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    fc.record({
      scheme: fc.constantFrom('Bearer ', 'Bearer ', 'Bearer ', '', 'Basic ', 'Bearer  ', 'bearer ', 'BEARER '),
      token: kind,
    }),
  ),
  cookies: some({
    __client_uat: uat,
    __client_uat_SUFFIX: uat,
    __clerk_db_jwt: fc.constantFrom('dvb_1', ''),
    __clerk_db_jwt_SUFFIX: fc.constant('dvb_2'),
    __refresh_SUFFIX: fc.constant('rt_1'),
    __clerk_redirect_count: fc.constantFrom('0', '1', '2', '3', 'x'),
    __clerk_handshake_nonce: fc.constant('n1'),
    other: fc.constantFrom('1', '"quoted"', '%E0%A4%A'),
  }),
  tokenCookies: some({ __session: often, __session_SUFFIX: often }),
  client,
  options: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, options),
  upstream: fc.constantFrom(
    'fine' as const,
    'fine' as const,
    'not found' as const,
    'refused' as const,
    'broken' as const,
    'down' as const,
  ),
});
