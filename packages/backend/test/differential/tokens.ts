import { exportSPKI, generateKeyPair, SignJWT } from 'jose';

/** The time every case is decided at, Unix s. */
export const now = 1_760_000_000;

/** An instance: its keys as the application has them. */
export interface TestInstance {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly issuer: string;
}

const instanceOf = (kind: 'live' | 'test', host: string): TestInstance => ({
  publishableKey: `pk_${kind}_${btoa(`${host}$`)}`,
  secretKey: `sk_${kind}_differential`,
  issuer: `https://${host}`,
});

/** The instances that cases are about. */
export const instances = {
  production: instanceOf('live', 'clerk.example.com'),
  development: instanceOf('test', 'able-ant-12.clerk.accounts.dev'),
} as const;

const session = { sub: 'user_1', sid: 'sess_1', azp: 'https://app.example.com', v: 2, sts: 'active', fva: [3, -1] };
const fresh = { iat: now - 10, nbf: now - 20, exp: now + 50 };
const organization = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'read,manage', fpm: '3,1' };

interface Recipe {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly forged?: boolean;
}

/** How each kind of token is made; the issuer is added. */
const recipes: Readonly<Record<string, Recipe>> = {
  valid: { claims: { ...session, ...fresh } },
  newer: { claims: { ...session, ...fresh, iat: now - 1, sid: 'sess_2' } },
  'v1 organization': {
    claims: {
      ...session,
      ...fresh,
      v: 1,
      org_id: 'org_1',
      org_role: 'org:admin',
      org_slug: 'acme',
      org_permissions: ['org:a:b'],
    },
  },
  'v2 organization': {
    claims: { ...session, ...fresh, o: organization, fea: 'o:posts,o:billing', pla: 'o:gold,u:free' },
  },
  pending: { claims: { ...session, ...fresh, sts: 'pending' } },
  impersonated: { claims: { ...session, ...fresh, act: { sub: 'user_2' } } },
  'with audience': { claims: { ...session, ...fresh, aud: ['api', 'web'] } },
  expired: { claims: { ...session, iat: now - 90, nbf: now - 100, exp: now - 30 } },
  'expired within leeway': { claims: { ...session, iat: now - 63, nbf: now - 73, exp: now - 3 } },
  'expired without session': { claims: { ...session, sid: undefined, iat: now - 90, exp: now - 30 } },
  early: { claims: { ...session, ...fresh, nbf: now + 60 } },
  'from the future': { claims: { ...session, ...fresh, iat: now + 60 } },
  'without subject': { claims: { ...session, ...fresh, sub: undefined } },
  'without expiry': { claims: { ...session, iat: now } },
  'without issue time': { claims: { ...session, exp: now + 50 } },
  'of another issuer': { claims: { ...session, ...fresh, iss: 'https://clerk.other.com' } },
  'without issuer': { claims: { ...session, ...fresh, iss: undefined } },
  forged: { claims: { ...session, ...fresh }, forged: true },
  'forged and expired': { claims: { ...session, iat: now - 90, exp: now - 30 }, forged: true },
  'session category': { claims: { ...session, ...fresh }, header: { cat: 'cl_B7d4PD111AAA' } },
  'template category': { claims: { ...session, ...fresh }, header: { cat: 'cl_B7d4PD222AAA' } },
  'ignore category': { claims: { ...session, ...fresh }, header: { cat: 'cl_I7d4PD111III' } },
  'M2M JWT': { claims: { sub: 'mch_1', jti: 'mt_1', scopes: 'mch_2', ...fresh }, header: { cat: 'cl_B7d4PD333AAA' } },
  'OAuth JWT': {
    claims: { sub: 'user_1', jti: 'oat_1', client_id: 'c', scope: 'a b', ...fresh },
    header: { typ: 'at+jwt' },
  },
  'of type foo': { claims: { ...session, ...fresh }, header: { typ: 'foo' } },
};

/** Kinds of token that need no signing. */
const plain: Readonly<Record<string, string>> = {
  'alg none': `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"sub":"user_1","iss":"https://clerk.example.com","exp":9999999999}').toString('base64url')}.`,
  garbage: 'garbage',
  'three dots': 'a.b.c',
  'an API key': 'ak_1',
  'an M2M token': 'mt_1',
  'an OAuth token': 'oat_1',
};

/** Names of every kind of token. */
export const tokenKinds = [...Object.keys(recipes), ...Object.keys(plain)];

/** Every kind of token for each instance, and the key that verifies them. */
export interface Tokens {
  readonly jwtKey: string;
  readonly of: (instance: keyof typeof instances, kind: string) => string;
  /** A handshake token that brings directives. */
  readonly handshake: (directives: readonly string[]) => Promise<string>;
}

/** Signs them all. */
export async function makeTokens(): Promise<Tokens> {
  const [mine, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const signed = new Map<string, string>();
  for (const [name, { issuer }] of Object.entries(instances)) {
    for (const [kind, { claims, header, forged }] of Object.entries(recipes)) {
      const payload = Object.fromEntries(
        Object.entries({ iss: issuer, ...claims }).filter(([, value]) => value !== undefined),
      );
      const token = await new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: 'JWT', ...header })
        .sign(forged ? other.privateKey : mine.privateKey);
      signed.set(`${name} ${kind}`, token);
    }
  }
  return {
    jwtKey: await exportSPKI(mine.publicKey),
    of: (instance, kind) => signed.get(`${instance} ${kind}`) ?? plain[kind] ?? '',
    handshake: (directives) =>
      new SignJWT({ handshake: directives })
        .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: 'JWT' })
        .sign(mine.privateKey),
  };
}
