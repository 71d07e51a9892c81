import { beforeAll, describe, expect, it } from 'vitest';
import { majors, serveApp, type ServedApp } from './served-app.js';

const encryptionKey = 'a random text of at least 32 characters';
const options = (given: unknown) => ({ 'x-test-options': JSON.stringify(given) });
const query = (name: string, value: unknown) => `?${name}=${encodeURIComponent(JSON.stringify(value))}`;

describe.each(majors)('Next.js %i: options that only the middleware has', (major) => {
  let app: ServedApp;
  let bearer: Readonly<Record<string, string>>;
  let userId: string;
  let tenant: Readonly<Record<string, string>>;
  beforeAll(async () => {
    // The application itself has the key of somebody else.
    app = await serveApp(major, [], {
      CLERK_SECRET_KEY: 'sk_test_of_another_instance',
      CLERK_ENCRYPTION_KEY: encryptionKey,
    });
    const signedIn = await app.emulator.signIn('ada@example.com');
    userId = signedIn.userId;
    bearer = { authorization: `Bearer ${signedIn.token}` };
    tenant = options({ secretKey: app.emulator.env.CLERK_SECRET_KEY });
  });

  it.each(['/api/auth', '/api/edge-auth', '/api/pauth'])('are known to %s', async (path) => {
    expect((await app.ask(path, { ...bearer, ...tenant })).json).toMatchObject({ userId });
  });

  it('are known to clerkClient() and currentUser(), once for each set', async () => {
    const { json } = await app.ask('/api/client', { ...bearer, ...tenant });
    expect(json).toEqual({ total: app.emulator.users.length, same: true, userId });
    expect((await app.ask('/api/client', bearer)).status).toBe(500);
  });

  it('verify the tokens of machines', async () => {
    const { secret } = await app.emulator.mintApiKey({ subject: userId });
    const key = { authorization: `Bearer ${secret}`, ...tenant };
    for (const path of ['/api/auth', '/api/edge-auth', '/api/pauth']) {
      const { json } = await app.ask(`${path}${query('o', { acceptsToken: 'api_key' })}`, key);
      expect(json, path).toMatchObject({ tokenType: 'api_key', isAuthenticated: true, userId });
    }
  });

  it('reach the application encrypted', async () => {
    const { json } = await app.ask('/api/headers', { ...bearer, ...tenant });
    const seen = json['h'] as Readonly<Record<string, string>>;
    const [body = ''] = (seen['x-acme-auth-state'] ?? '').split('.');
    const text = JSON.stringify(Object.entries(seen).filter(([name]) => name !== 'x-test-options'));
    expect(text + Buffer.from(body, 'base64url').toString()).not.toContain(app.emulator.env.CLERK_SECRET_KEY);
  });

  it('make the redirects of pages', async () => {
    const { headers } = await app.ask(
      '/redirect',
      options({ signInUrl: '/login', ...JSON.parse(tenant['x-test-options'] ?? '') }),
    );
    // A path stays one: no header of a request says which host it is on.
    expect(headers.get('location')).toContain('/login?redirect_url=');
    expect(new URL(headers.get('location') ?? '', app.url).origin).toBe(app.url);
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    for (const path of ['/redirect', '/protected']) {
      const spoofed = await app.ask(path, { ...options({ signInUrl: '/login' }), ...forwarded });
      expect(spoofed.headers.get('location'), path).toMatch(/^\/login\?redirect_url=/);
    }
  });
});

describe.each(majors)('Next.js %i: options', (major) => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serveApp(major);
  });
  const csp = async (given: unknown, path = '/api/headers') => {
    const { headers, json } = await app.ask(path, options({ contentSecurityPolicy: given }));
    return { headers, seen: json['h'] as Readonly<Record<string, string>> };
  };

  it('with a secret need CLERK_ENCRYPTION_KEY', async () => {
    expect((await app.ask('/api/auth', options({ secretKey: 'sk_test_x' }))).status).toBe(500);
    const same = options({ secretKey: app.emulator.env.CLERK_SECRET_KEY });
    expect((await app.ask('/api/auth', same)).status).toBe(200);
  });

  it('that only the browser needs are accepted', async () => {
    const given = { clerkJSUrl: 'https://cdn.example/clerk.js', telemetryDisabled: true, debug: true };
    expect((await app.ask('/api/auth', options(given))).status).toBe(200);
    for (const wrong of [{ telemetryDisabled: 'yes' }, { clerkJsUrl: 'x' }, { isSatellite: true }, []]) {
      expect((await app.ask('/api/auth', options(wrong))).status, JSON.stringify(wrong)).toBe(500);
    }
  });

  it('add a Content-Security-Policy', async () => {
    const { headers, seen } = await csp({});
    const value = headers.get('content-security-policy');
    expect(value).toMatch(
      /^connect-src 'self' https:\/\/clerk-telemetry\.com .*; default-src 'self'; .*worker-src 'self' blob:$/,
    );
    expect(value).toContain(`${app.emulator.url}/accounts.dev`);
    expect(value).not.toContain('unsafe-eval');
    expect(seen['content-security-policy']).toBe(value);
    expect(headers.get('x-nonce')).toBeNull();
    expect((await csp({}, '/static')).headers.get('content-security-policy')).toBe(value);
  });

  it('give scripts a nonce, a new one each time', async () => {
    const strict = { strict: true, directives: { 'img-src': ['https://i.example'], 'object-src': ['none'] } };
    const { headers, seen } = await csp(strict);
    const nonce = headers.get('x-nonce') ?? '';
    expect(atob(nonce)).toHaveLength(16);
    const value = headers.get('content-security-policy');
    expect(value).toContain(`'strict-dynamic' 'nonce-${nonce}'; style-src`);
    expect(value).toContain("img-src 'self' https://img.clerk.com https://i.example; object-src 'none'; script-src");
    expect(value).not.toContain('https: ');
    expect(seen).toMatchObject({ 'x-nonce': nonce, 'content-security-policy': value });
    expect((await csp(strict)).headers.get('x-nonce')).not.toBe(nonce);
    const page = await app.ask('/rsc', options({ contentSecurityPolicy: strict }));
    expect(page.text).toContain(`nonce="${page.headers.get('x-nonce') ?? ''}"`);
  });

  it('only report, and say where', async () => {
    const { headers } = await csp({ reportOnly: true, reportTo: 'https://r.example/x' });
    expect(headers.get('content-security-policy')).toBeNull();
    expect(headers.get('content-security-policy-report-only')).toMatch(/; report-to csp-endpoint$/);
    expect(headers.get('reporting-endpoints')).toBe('csp-endpoint="https://r.example/x"');
  });

  it.each([
    { strickt: true },
    { strict: 'yes' },
    { directives: { 'img-src': 'x' } },
    { directives: { 'img-src': ['x; script-src *'] } },
    { directives: { 'img-src': ['a b'] } },
    { directives: { 'Img src': ['x'] } },
    { reportTo: 'x"' },
    { directives: null },
  ])('of a policy that cannot be used fail: %j', async (given) => {
    expect((await csp(given)).headers.get('content-security-policy')).toBeNull();
    expect((await app.ask('/api/headers', options({ contentSecurityPolicy: given }))).status).toBe(500);
  });

  it('send satellites and organizations to the handshake', async () => {
    const browser = { accept: 'text/html', 'sec-fetch-dest': 'document' };
    const satellite = { isSatellite: true, domain: 'sat.example', signInUrl: `${app.emulator.url}/sign-in` };
    const synced = await app.ask('/', { ...browser, ...options({ ...satellite, satelliteAutoSync: true }) });
    expect([synced.status, synced.headers.get('x-clerk-auth-reason')]).toEqual([307, 'satellite-needs-syncing']);
    expect(synced.headers.get('location')).toContain('/sign-in?__clerk_redirect_url=');
    expect((await app.ask('/', { ...browser, ...options(satellite) })).status).toBe(200);
    const { cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug/(.*)'] };
    const synchronized = await app.ask('/orgs/acme/x', { ...browser, cookie, ...options({ organizationSyncOptions }) });
    expect(synchronized.headers.get('x-clerk-auth-reason')).toBe('active-organization-mismatch');
  });

  it('pass requests of the Frontend API on', async () => {
    const proxied = await serveApp(major, [], { CLERK_FAPI_URL: app.emulator.url });
    const on = options({ frontendApiProxy: { enabled: true } });
    const { status, json } = await proxied.ask('/__clerk/v1/environment', on);
    expect([status, Object.keys(json)]).toEqual([200, expect.arrayContaining(['auth_config'])]);
    const off = await proxied.ask('/__clerk/v1/environment', options({ frontendApiProxy: { enabled: false } }));
    expect(off.shown).toBe('catch-all');
  });
});
