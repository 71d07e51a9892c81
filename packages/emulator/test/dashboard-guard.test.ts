import { networkInterfaces } from 'node:os';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { Dashboard, plainText } from './dashboard.js';

const it = emulatorTest();

let emulator: Emulator;
const others: Emulator[] = [];

it.beforeEach(({ emulator: started }) => {
  emulator = started;
});
afterEach(() => Promise.all(others.splice(0).map((other) => other.close())));

/** `fetch` of Node.js says `Sec-Fetch-Mode: cors` whatever a test says, so that this sends the headers as they are. */
const send = (url: string, headers: Record<string, string>, form?: Record<string, string>) =>
  new Promise<{ readonly status: number | undefined; readonly text: string; readonly headers: IncomingHttpHeaders }>(
    (resolve, reject) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const options = form ? { method: 'POST', headers: { ...headers, ...type } } : { headers };
      const call = httpRequest(url, options, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, text, headers: response.headers }));
      });
      call.on('error', reject).end(form && new URLSearchParams(form).toString());
    },
  );
const get = (url: string, headers: Record<string, string>) => send(url, headers);

/** What browsers send with a request that a page of another origin makes. */
const foreign: readonly (readonly [name: string, headers: Record<string, string>])[] = [
  [
    'a script of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'https://evil.example' },
  ],
  [
    'a script of another port',
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', origin: 'http://localhost:3000' },
  ],
  [
    'a script without reading',
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  ],
  ['a frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
  ['a stream of events', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ['an old browser', { origin: 'http://localhost:3000' }],
  ['a document without an origin', { origin: 'null' }],
];

/** Each action that could help an attacker, with fields that it accepts. */
const actions: readonly (readonly [path: string, action: string, fields: Record<string, string>])[] = [
  ['/', 'signIn', { userId: 'ada@example.com' }],
  ['/dashboard/users', 'signIn', { userId: 'ada@example.com' }],
  ['/dashboard/users/new', 'create', { emailAddress: 'mallory@example.com', password: 'a long password' }],
  ['/dashboard/keys', 'createKey', { name: 'x', subject: 'ada@example.com' }],
  ['/dashboard/clock', 'advance', { by: '30d' }],
  ['/dashboard/faults', 'add', { status: '500' }],
  ['/dashboard/webhooks', 'addEndpoint', { url: 'http://localhost:9/' }],
  ['/dashboard/snapshots', 'export', {}],
  ['/dashboard/snapshots', 'reset', {}],
];

describe('pages of other origins', () => {
  it.for(foreign)('%s cannot read', async ([, headers]) => {
    for (const path of [
      '/',
      '/dashboard/users',
      '/dashboard/inbox',
      '/dashboard/live',
      '/dashboard/connection',
      '/dashboard/x',
    ]) {
      const answer = await get(emulator.url + path, headers);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.text).not.toContain('ada@example.com');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.for(foreign)('%s cannot change anything, nor sign anybody in', async ([, headers]) => {
    const before = JSON.stringify(await emulator.export());
    for (const [path, action, fields] of actions) {
      const response = await send(emulator.url + path, headers, { do: action, ...fields });
      expect([path, response.status, response.headers['set-cookie']]).toEqual([path, 403, undefined]);
    }
    expect(JSON.stringify(await emulator.export())).toBe(before);
    expect(emulator.webhooks.deliveries).toEqual([]);
    expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(86_400_000);
  });

  it('a visit by a link of another site shows the page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const { status, headers: answered } = await get(`${emulator.url}/dashboard/users`, headers);
    expect(status).toBe(200);
    expect(answered['cross-origin-opener-policy']).toBe('same-origin');
    expect(answered['cross-origin-resource-policy']).toBe('same-origin');
  });

  it('an address of an action changes nothing', async () => {
    await get(`${emulator.url}/dashboard/clock?do=advance&by=30d`, {});
    await get(`${emulator.url}/dashboard/users?do=signIn&userId=ada@example.com`, {});
    expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(86_400_000);
  });
});

describe('other machines', () => {
  const start = async (options: Parameters<typeof createEmulator>[0]) => {
    const other = await createEmulator(options);
    others.push(other);
    return `http://127.0.0.1:${new URL(other.url).port}`;
  };

  it('get in neither through a proxy nor over the network', async () => {
    const url = await start({ hostname: '0.0.0.0' });
    expect((await get(`${url}/dashboard/users`, {})).status).toBe(200);
    const addresses = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => `http://${address}:${new URL(url).port}`);
    for (const from of addresses) expect((await get(`${from}/dashboard/users`, {})).status).toBe(403);
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 proxy' },
    ])
      expect((await get(`${url}/`, headers)).status).toBe(403);
    expect((await get(`${addresses[0] ?? url}/sign-in`, {})).status).toBe(200);
  });

  it('a name of another machine in the Host header is refused', async () => {
    const url = await start({ hostname: '0.0.0.0' });
    const { status } = await get(`${url}/dashboard/users`, { host: '192.0.2.1' });
    expect(status).toBe(403);
  });

  it('an emulator with a key of its own has a dashboard only if no other machine can reach it', async () => {
    const secretKey = 'sk_test_my_own_long_random_secret_123';
    const open = await get(`${await start({ secretKey, hostname: '0.0.0.0' })}/dashboard/connection`, {});
    expect([open.status, open.text.includes(secretKey)]).toEqual([403, false]);
    const closed = await get(`${await start({ secretKey })}/dashboard/connection`, {});
    expect([closed.status, closed.text.includes(secretKey)]).toEqual([200, true]);
  });
});

describe('hostile text', () => {
  const html = '"><img src=x onerror=alert(1)><script>alert(1)</script>\'';
  const call = (path: string, body: object) =>
    fetch(`${emulator.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((response) => response.json() as Promise<{ readonly id: string }>);

  it('is text on every page', async () => {
    const dashboard = new Dashboard(emulator);
    const password = 'a long password';
    const user = await call('/v1/users', {
      email_address: ['mallory@example.com'],
      first_name: html,
      last_name: html,
      password,
      public_metadata: { [html]: html },
    });
    const organization = await call('/v1/organizations', { name: html, created_by: user.id });
    await call(`/v1/organizations/${organization.id}/invitations`, {
      email_address: 'invited@example.com',
      role: 'org:member',
    });
    const { sessionId } = await emulator.signIn(user.id);
    await dashboard.do('/dashboard/keys', 'createKey', { name: html, subject: user.id, scopes: html });
    await dashboard.do('/dashboard/keys', 'createMachine', { name: html });
    await dashboard.do('/dashboard/snapshots', 'save', { name: 'before' });
    await dashboard.do('/dashboard/faults', 'add', { path: `/${html}`, status: '500', body: html });
    await dashboard.do('/dashboard/webhooks', 'addEndpoint', { url: `http://localhost:9/?${html}` });
    await emulator.settings.update({ general: { application_name: html } });
    await fetch(`${emulator.url}/v1/${encodeURIComponent(html)}?${new URLSearchParams({ [html]: html }).toString()}`, {
      headers: { 'user-agent': html.replace(/[^\x20-\x7e]/g, ''), 'content-type': html },
    });
    const [request] = emulator.requests.all.slice(-1);
    const [message] = emulator.inbox.list('invited@example.com');
    const { data: events } = { data: await dashboard.open('/dashboard/webhooks') };
    for (const path of [
      '/',
      '/dashboard/users',
      `/dashboard/users?query=${encodeURIComponent(html)}`,
      `/dashboard/users/${user.id}`,
      `/dashboard/sessions/${sessionId}`,
      '/dashboard/organizations',
      `/dashboard/organizations/${organization.id}`,
      '/dashboard/requests',
      `/dashboard/requests?path=${encodeURIComponent(html)}`,
      `/dashboard/requests/${request?.id ?? ''}`,
      '/dashboard/inbox',
      `/dashboard/inbox/${message?.id ?? ''}`,
      '/dashboard/webhooks',
      ...Array.from(events.matchAll(/href="(\/dashboard\/webhooks\/[^"]+)"/g), ([, link = '']) => link),
      '/dashboard/keys',
      '/dashboard/faults',
      '/dashboard/snapshots',
      '/dashboard/settings?section=general',
      `/dashboard/emulated?query=${encodeURIComponent(html)}`,
      `/dashboard/connection?framework=${encodeURIComponent(html)}`,
    ]) {
      const text = await dashboard.open(path);
      expect([path, /<img src=x|<script>alert|onerror=alert\(1\)>/.test(text)]).toEqual([path, false]);
    }
    const refused = await dashboard.refused('/dashboard/users/new', 'create', { firstName: html, emailAddress: html });
    expect(/<img src=x|<script>alert/.test(refused)).toBe(false);
  });

  it('a mail links to web addresses only', async () => {
    const dashboard = new Dashboard(emulator);
    const name =
      'javascript:alert(1) <a href="javascript:alert(1)">x</a> data:text/html,x https://web.example/a?b=1&c="x';
    const organization = await call('/v1/organizations', { name, created_by: emulator.users[0]?.id });
    await call(`/v1/organizations/${organization.id}/invitations`, {
      email_address: 'invited@example.com',
      role: 'org:member',
    });
    const [message] = emulator.inbox.list('invited@example.com');
    const page = await dashboard.open(`/dashboard/inbox/${message?.id ?? ''}`);
    const links = Array.from(
      page.slice(page.indexOf('class="mail"')).matchAll(/href="([^"]*)"/g),
      ([, link = '']) => link,
    );
    expect(links).toContain('https://web.example/a?b=1&amp;c=');
    for (const link of links) expect(link).toMatch(/^https?:\/\//);
    expect(page).not.toMatch(/href="(javascript|data):/i);
    expect(plainText(page)).toContain('javascript:alert(1)');
    expect(page).toContain('rel="noopener noreferrer"');
  });
});
