import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startServer } from 'testing';
import { createClerkClient } from '../../src/clerk-client.js';
import type { AuthenticateRequestOptions, ClerkOptions } from '../../src/options.js';
import type { RequestState } from '../../src/request/request-state.js';

/** The time every test begins at, Unix s. */
export const now = 1_760_000_000;

/** A production instance: its Backend API on loopback, which knows the results of handshakes, and its key. */
export interface ProductionInstance {
  /** Results of handshakes by nonce. */
  readonly results: Map<string, readonly string[]>;
  /** Path and query of each call. */
  readonly calls: string[];
  /** Answers 503 while set. */
  isDown: boolean;
  /** @param header - in place of `{ typ: 'JWT' }` */
  readonly sign: (claims: JWTPayload, header?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** A session token of a person, issued `age` seconds ago. */
  readonly sessionOf: (user: string, age?: number) => Promise<string>;
  readonly options: ClerkOptions;
  readonly close: () => Promise<void>;
}

/** Starts an instance. */
export async function startInstance(host = 'clerk.example.com'): Promise<ProductionInstance> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const results = new Map<string, readonly string[]>();
  const calls: string[] = [];
  const { url, close } = await startServer((request, response) => {
    calls.push(request.url ?? '');
    const directives = results.get(new URL(request.url ?? '', 'http://localhost').searchParams.get('nonce') ?? '');
    response.setHeader('content-type', 'application/json');
    response.statusCode = instance.isDown ? 503 : directives ? 200 : 404;
    response.end(JSON.stringify(directives ? { directives } : { errors: [{ code: 'resource_not_found' }] }));
  });
  const sign: ProductionInstance['sign'] = (claims, header = { typ: 'JWT' }) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey, { crit: { b64: true } });
  const instance: ProductionInstance = {
    results,
    calls,
    isDown: false,
    sign,
    sessionOf: (user, age = 10) =>
      sign({ iss: `https://${host}`, sub: user, sid: `sess_${user}`, iat: now - age, exp: now - age + 60 }),
    options: {
      publishableKey: `pk_live_${btoa(`${host}$`)}`,
      secretKey: 'sk_live_production_world',
      jwtKey: await exportSPKI(publicKey),
      apiUrl: url,
    },
    close,
  };
  return instance;
}

/** A browser that goes where it is sent; each request may meet another server of the application. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Whether it keeps what servers set. */
  keepsCookies = true;

  constructor(
    readonly options: ClerkOptions,
    cookies: Readonly<Record<string, string>> = {},
  ) {
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
  }

  /** Asks for a page once, as a navigation. */
  async visit(url: string, call: AuthenticateRequestOptions = {}, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const request = new Request(url, { headers: { 'sec-fetch-dest': 'document', cookie, ...headers } });
    const state = await createClerkClient(this.options).authenticateRequest(request, call);
    if (this.keepsCookies) for (const each of state.headers.getSetCookie()) this.#keep(each);
    return state;
  }

  #keep(directive: string): void {
    const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(directive) ?? [];
    if (/max-age=0\b/i.test(directive)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Where a redirect to the service leads back to. */
export function returnAddress(state: RequestState): URL {
  return new URL(new URL(state.headers.get('location') ?? '').searchParams.get('redirect_url') ?? '');
}

/** The same address with a parameter more. */
export function withParameter(url: URL | string, name: string, value: string): string {
  const result = new URL(url);
  result.searchParams.append(name, value);
  return result.href;
}
