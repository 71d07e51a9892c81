import { startServer } from 'testing';
import { describe, expect } from 'vitest';
import type { Emulator, StoreDump } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { Dashboard, plainText } from './dashboard.js';

const it = emulatorTest({ webhookRetryDelaysMs: [1] });

let emulator: Emulator;
let dashboard: Dashboard;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  dashboard = new Dashboard(emulator);
});

const idOf = (email: string) => {
  const user = emulator.users.find(({ emailAddress }) => emailAddress === email);
  if (!user) throw new Error(`no user ${email}`);
  return user.id;
};
const pathOf = (email: string) => `/dashboard/users/${idOf(email)}`;

const pages = [
  ['/', 'Overview'],
  ['/dashboard/users', 'Users'],
  ['/dashboard/users/new', 'Create a user'],
  ['/dashboard/organizations', 'Organizations'],
  ['/dashboard/requests', 'Requests'],
  ['/dashboard/inbox', 'Inbox'],
  ['/dashboard/webhooks', 'Webhooks'],
  ['/dashboard/keys', 'Keys and machines'],
  ['/dashboard/settings', 'Settings'],
  ['/dashboard/clock', 'Clock'],
  ['/dashboard/faults', 'Faults'],
  ['/dashboard/snapshots', 'Snapshots'],
  ['/dashboard/connection', 'Connection'],
  ['/dashboard/emulated', 'What is emulated'],
] as const;

describe('pages', () => {
  it.for(pages)('%s is there, allows no script of others and is not kept', async ([path, title]) => {
    const response = await fetch(emulator.url + path);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain(`<h1>${title}</h1>`);
    const links = path === '/dashboard/users/new' ? 'aria-current="true"' : 'aria-current="page"';
    expect(text).toContain(links);
    const { headers } = response;
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src 'self'; style-src 'sha256-[^']+'; base-uri 'none'; frame-ancestors 'none'; script-src 'sha256-[^']+'; connect-src 'self'$/,
    );
    expect(text).not.toMatch(/ style="| on[a-z]+="|javascript:/);
  });

  it('every link of a page leads to a page', async () => {
    const seen = new Set<string>();
    const queue = ['/'];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path) || seen.size > 300) continue;
      seen.add(path);
      const text = await dashboard.open(path);
      for (const [, href = ''] of text.matchAll(/href="([^"#]+)"/g)) {
        const link = href.replaceAll('&amp;', '&');
        if (link === '/' || link.startsWith('/dashboard')) queue.push(link);
      }
    }
    expect(seen.size).toBeGreaterThan(30);
    expect(seen.size).toBeLessThan(300);
  });

  it('an unknown page and an unknown object say so', async () => {
    for (const path of [
      '/dashboard/nothing',
      '/dashboard/users/user_none',
      '/dashboard/sessions/sess_none',
      '/dashboard/organizations/org_none',
      '/dashboard/requests/request_none',
      '/dashboard/inbox/message_none',
      '/dashboard/webhooks/msg_none',
    ]) {
      const response = await fetch(emulator.url + path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toContain('Go to the overview');
    }
  });

  it('what a browser loads in advance takes no note away', async () => {
    const response = await dashboard.send('/dashboard/clock', 'freeze');
    const location = response.headers.get('location') ?? '';
    const inAdvance = await fetch(emulator.url + location, { headers: { 'sec-purpose': 'prefetch' } });
    expect(inAdvance.status).toBe(503);
    expect(await dashboard.open(location)).toContain('The clock stands still.');
    expect(await dashboard.open(location)).not.toContain('The clock stands still.');
  });

  it('does not show itself in the request log', async () => {
    for (const [path] of pages) await dashboard.open(path);
    await fetch(`${emulator.url}/dashboard/icon.svg`);
    expect(emulator.requests.all).toEqual([]);
  });
});

describe('users', () => {
  it('are created, found, edited and deleted', async () => {
    const created = await dashboard.do('/dashboard/users/new', 'create', {
      firstName: 'Mary',
      lastName: 'Jackson',
      emailAddress: 'mary@example.com',
      password: 'a long password',
      publicMetadata: '{"plan":"pro"}',
    });
    expect(created.text).toContain('The user was created.');
    expect(await dashboard.open('/dashboard/users?query=jackson')).toContain(`href="${created.path}"`);
    expect(await dashboard.open('/dashboard/users?query=nobody-at-all')).toContain('Nobody found');
    const edited = await dashboard.do(created.path, 'edit', { firstName: 'Mary W.', lastName: '', username: 'mary' });
    expect(edited.text).toContain('<h1>Mary W.</h1>');
    const metadata = await dashboard.do(created.path, 'editMetadata', {
      publicMetadata: '{}',
      privateMetadata: '{"note":"<b>"}',
      unsafeMetadata: '{}',
    });
    expect(metadata.text).toContain('&quot;note&quot;: &quot;&lt;b&gt;&quot;');
    const gone = await dashboard.do(created.path, 'delete');
    expect(gone.path).toBe('/dashboard/users');
    expect(gone.text).not.toContain('mary@example.com');
  });

  it('a refused form keeps what was typed, but no password', async () => {
    const fields = { emailAddress: 'ada@example.com', firstName: 'Other', password: 'a long password' };
    const text = await dashboard.refused('/dashboard/users/new', 'create', fields);
    expect(text).toContain('value="Other"');
    expect(text).not.toContain('a long password');
    expect(await dashboard.refused(pathOf('ada@example.com'), 'editMetadata', { publicMetadata: '{"a":' })).toContain(
      '{&quot;a&quot;:',
    );
  });

  it('are banned, locked and let in again', async () => {
    const path = pathOf('ada@example.com');
    expect((await dashboard.do(path, 'ban')).text).toContain('>banned<');
    await expect(emulator.signIn('ada@example.com')).rejects.toMatchObject({ status: 403 });
    expect((await dashboard.do(path, 'unban')).text).toContain('>active<');
    expect((await dashboard.do(path, 'lock')).text).toContain('>locked<');
    expect((await dashboard.do(path, 'unlock')).text).toContain('>active<');
    await emulator.signIn('ada@example.com');
  });

  it('have addresses and numbers', async () => {
    const path = pathOf('ada@example.com');
    await dashboard.do(path, 'addEmailAddress', { emailAddress: 'countess@example.com', verified: 'true' });
    const { text } = await dashboard.do(path, 'addPhoneNumber', { phoneNumber: '+15555550177' });
    expect(plainText(text)).toContain('+15555550177 primary not verified');
    const idBefore = (label: string) => {
      const form = text.slice(0, text.indexOf(`aria-label="${label}"`));
      return /name="id" value="([^"]+)"/.exec(form.slice(form.lastIndexOf('name="id"')))?.[1] ?? '';
    };
    const email = idBefore('Make primary: countess@example.com');
    const phone = idBefore('Verify +15555550177');
    const changed = await dashboard.do(path, 'changeAddress', { kind: 'email', id: email, primary: 'true' });
    expect(plainText(changed.text)).toContain('countess@example.com primary verified');
    const verified = await dashboard.do(path, 'changeAddress', { kind: 'phone', id: phone, verified: 'true' });
    expect(plainText(verified.text)).toContain('+15555550177 primary verified');
    const removed = await dashboard.do(path, 'deleteAddress', { kind: 'phone', id: phone });
    expect(removed.text).not.toContain('+15555550177');
  });

  it('have sessions, whose tokens are decoded and which can be revoked', async () => {
    const { sessionId } = await emulator.signIn('ada@example.com');
    const path = `/dashboard/sessions/${sessionId}`;
    expect(await dashboard.open(pathOf('ada@example.com'))).toContain(`href="${path}"`);
    const shown = await dashboard.open(path);
    expect(plainText(shown)).toContain(`"sid": "${sessionId}"`);
    expect(plainText(shown)).toContain('"alg": "RS256"');
    const { text } = await dashboard.do(pathOf('ada@example.com'), 'revoke', { sessionId });
    expect(plainText(text)).toContain(`${sessionId} revoked`);
    const ended = await dashboard.open(path);
    expect([ended.includes('>Revoke<'), ended.includes('RS256')]).toEqual([false, false]);
  });

  it('are members of organizations, with roles that can be changed', async () => {
    const path = pathOf('alan@example.com');
    const { id } = await emulator.controls.organizations.create({
      name: 'Engines <1>',
      slug: 'engines',
      createdBy: 'ada',
    });
    expect(await dashboard.open(path)).toContain('<option value="engines"></option>');
    const added = await dashboard.do(path, 'addMember', { organizationId: 'engines', role: 'org:member' });
    expect(plainText(added.text)).toContain('Engines <1> engines');
    expect(added.text).toContain(`href="/dashboard/organizations/${id}"`);
    const changed = await dashboard.do(path, 'changeRole', { organizationId: id, role: 'org:admin' });
    expect(changed.text).toContain('<option value="org:admin" selected');
    const again = await dashboard.refused(path, 'addMember', { organizationId: 'engines', role: 'org:member' });
    expect(again).toContain('value="engines"');
    const missing = await dashboard.refused(path, 'addMember', { organizationId: 'nowhere', role: 'org:member' });
    expect(missing).toContain('value="nowhere"');
    const removed = await dashboard.do(path, 'removeMember', { organizationId: id });
    expect(removed.text).not.toContain(`href="/dashboard/organizations/${id}"`);
  });

  it('"Sign in as" signs this browser in', async () => {
    const response = await dashboard.send('/dashboard/users', 'signIn', { userId: idOf('grace@example.com') });
    expect(response.status).toBe(303);
    const ticket = response.headers.get('location') ?? '';
    await dashboard.browser.visit(emulator.url + ticket);
    expect(await dashboard.open('/user')).toContain('Grace Hopper');
    const again = await new Dashboard(emulator).browser.visit(emulator.url + ticket);
    expect(again.status).toBeGreaterThanOrEqual(400);
  });

  it('100,000 are searched and paged', async () => {
    const dump = await emulator.export();
    const [user] = dump.tables['users'] ?? [];
    const [email] = dump.tables['email_addresses'] ?? [];
    const numbers = Array.from({ length: 100_000 }, (_, index) => index);
    const users = numbers.map((number) => ({
      ...user,
      id: `user_many${number}`,
      username: null,
      firstName: `First${number}`,
      primaryEmailAddressId: `idn_many${number}`,
    }));
    const emails = numbers.map((number) => ({
      ...email,
      id: `idn_many${number}`,
      userId: `user_many${number}`,
      emailAddress: `many${number}@example.com`,
    }));
    await emulator.import({ ...dump, tables: { ...dump.tables, users, email_addresses: emails } });
    expect(plainText(await dashboard.open('/dashboard/users'))).toContain('1–25 of 100,000');
    expect(plainText(await dashboard.open('/dashboard/users?page=4000'))).toContain('99976–100000 of 100,000');
    const found = plainText(await dashboard.open('/dashboard/users?query=many77777'));
    expect(found).toContain('First77777 Lovelace many77777@example.com');
    expect(found).toContain('1–1 of 1');
    expect(plainText(await dashboard.open('/'))).toContain('100,000 users');
  });
});

describe('two people at once', () => {
  /** The fields of a form as a browser shows them, and then sends them. */
  const formOf = (page: string, action: string) => {
    const form = page.split('<form').find((text) => text.includes(`name="do" value="${action}"`)) ?? '';
    const inside = form.slice(0, form.indexOf('</form>'));
    const unescaped = (text: string) =>
      text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const inputs = Array.from(inside.matchAll(/<input[^>]*>/gs), ([input]) => [
      / name="([^"]*)"/.exec(input)?.[1] ?? '',
      unescaped(/\svalue="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]);
    const boxes = Array.from(
      inside.matchAll(/name="([^"]+)"[^>]*>\n([^<]*)<\/textarea>/gs),
      ([, name = '', text = '']) => [name, unescaped(text).replaceAll('\n', '\r\n')],
    );
    return Object.fromEntries([...inputs, ...boxes]) as Readonly<Record<string, string>>;
  };

  it('keep what the other changed in a form, and are asked where both changed the same', async () => {
    const path = pathOf('ada@example.com');
    const form = formOf(await dashboard.open(path), 'edit');
    expect(form).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace' });
    await dashboard.do(path, 'edit', { ...form, firstName: 'Augusta' });
    const second = await dashboard.do(path, 'edit', { ...form, lastName: 'King' });
    expect(second.text).toContain('<h1>Augusta King</h1>');
    const refused = await dashboard.refused(path, 'edit', { ...form, firstName: 'Countess' });
    expect(refused).toContain('Somebody else changed this');
    expect(refused).toContain('value="Countess"');
    // The page that says so knows the new value.
    const again = await dashboard.do(path, 'edit', formOf(refused, 'edit'));
    expect(again.text).toContain('<h1>Countess King</h1>');
  });

  it("keep each other's metadata, and that of a program", async () => {
    const path = pathOf('ada@example.com');
    const userId = idOf('ada@example.com');
    await emulator.controls.users.edit({ userId, publicMetadata: { list: ['a\nb', '<c>'], deep: { d: 1 } } });
    const form = formOf(await dashboard.open(path), 'editMetadata');
    await emulator.controls.users.edit({ userId, publicMetadata: { plan: 'pro' } });
    await dashboard.do(path, 'editMetadata', { ...form, unsafeMetadata: '{"theme":"dark"}' });
    expect(await emulator.controls.users.get({ userId })).toMatchObject({
      public_metadata: { plan: 'pro' },
      unsafe_metadata: { theme: 'dark' },
    });
    await dashboard.refused(path, 'editMetadata', { ...form, publicMetadata: '{}' });
  });

  it('are asked before one replaces settings or an organization that the other changed', async () => {
    const settings = await dashboard.open('/dashboard/settings');
    const section = settings.slice(settings.indexOf('name="section" value="sign_up"') - 400);
    await emulator.settings.update({ sign_up: { mode: 'restricted' } });
    await dashboard.refused('/dashboard/settings', 'save', formOf(section, 'save'));
    await dashboard.refused('/dashboard/settings', 'saveDocument', formOf(settings, 'saveDocument'));
    expect((await emulator.settings.get()).sign_up.mode).toBe('restricted');
    const { id } = await emulator.controls.organizations.get({ organizationId: 'moon-landing' });
    const path = `/dashboard/organizations/${id}`;
    const form = formOf(await dashboard.open(path), 'edit');
    await emulator.controls.organizations.edit({ organizationId: id, name: 'Mars' });
    expect((await dashboard.do(path, 'edit', { ...form, slug: 'mars' })).text).toContain('<h1>Mars</h1>');
    await dashboard.refused(path, 'edit', { ...form, name: 'Venus' });
  });

  it('a form that a double click sends twice is done once, and both answers show its secret', async () => {
    const form = formOf(await dashboard.open('/dashboard/keys'), 'createKey');
    const fields = { ...form, name: 'Twice', subject: 'ada@example.com' };
    const both = await Promise.all([1, 2].map(() => dashboard.do('/dashboard/keys', 'createKey', fields)));
    const secrets = both.map(({ text }) => /aria-label="the value">([^<]+)</.exec(text)?.[1]);
    expect(secrets[0]).toMatch(/^ak_/);
    expect(secrets[1]).toBe(secrets[0]);
    const { data } = await emulator.controls.apiKeys.list({ subject: 'ada' });
    expect(data.filter(({ name }) => name === 'Twice')).toHaveLength(1);
    // Another text, or another page, is another wish.
    await dashboard.do('/dashboard/keys', 'createKey', { ...fields, name: 'Other' });
    const next = formOf(await dashboard.open('/dashboard/keys'), 'createKey');
    await dashboard.do('/dashboard/keys', 'createKey', { ...next, name: 'Twice', subject: 'ada@example.com' });
    expect((await emulator.controls.apiKeys.list({ subject: 'ada' })).totalCount).toBe(data.length + 2);
  });

  it('a form that was refused can be sent again', async () => {
    const fields = { ...formOf(await dashboard.open('/dashboard/keys'), 'createKey'), name: 'Late', subject: 'later' };
    await dashboard.refused('/dashboard/keys', 'createKey', fields);
    await emulator.controls.users.create({ username: 'later', password: 'a long password' });
    await dashboard.do('/dashboard/keys', 'createKey', fields);
  });
});

describe('organizations', () => {
  it('are created, with members, roles and invitations', async () => {
    const created = await dashboard.do('/dashboard/organizations', 'create', {
      name: 'Engines',
      slug: 'engines',
      createdBy: 'ada@example.com',
    });
    expect(plainText(created.text)).toContain('Ada Lovelace ada@example.com');
    await dashboard.do(created.path, 'addMember', { userId: 'grace@example.com', role: 'org:member' });
    const grace = { userId: idOf('grace@example.com') };
    const changed = await dashboard.do(created.path, 'changeRole', { ...grace, role: 'org:admin' });
    expect(changed.text.match(/<option value="org:admin" selected/g)).toHaveLength(2);
    const removed = await dashboard.do(created.path, 'removeMember', grace);
    expect(removed.text).not.toContain('grace@example.com');
    const invited = await dashboard.do(created.path, 'invite', {
      emailAddress: 'new@example.com',
      role: 'org:member',
    });
    expect(emulator.inbox.list('new@example.com')).toHaveLength(1);
    const invitationId = /name="invitationId" value="([^"]+)"/.exec(invited.text)?.[1] ?? '';
    expect(plainText((await dashboard.do(created.path, 'revokeInvitation', { invitationId })).text)).toContain(
      'new@example.com Member revoked',
    );
    const edited = await dashboard.do(created.path, 'edit', { name: 'Difference', publicMetadata: '{"a":1}' });
    expect(edited.text).toContain('<h1>Difference</h1>');
    expect(await dashboard.open('/dashboard/organizations?query=difference')).toContain(created.path);
    expect((await dashboard.do(created.path, 'delete')).text).not.toContain('Difference');
  });
});

describe('activity', () => {
  it('the inbox shows codes and links, and is cleared', async () => {
    await dashboard.browser.submit(`${emulator.url}/sign-in`, { identifier: 'ada@example.com', method: 'code' });
    const text = await dashboard.open('/dashboard/inbox');
    expect(text).toContain('<code>424242</code>');
    const message = /href="(\/dashboard\/inbox\/[^"]+)"/.exec(text)?.[1] ?? '';
    expect(await dashboard.open(message)).toContain('<span class="code">424242</span>');
    expect(await dashboard.open('/dashboard/inbox?to=grace@example.com')).toContain('No message');
    expect((await dashboard.do('/dashboard/inbox', 'clear')).text).toContain('No message');
    expect(emulator.inbox.list()).toEqual([]);
  });

  it('requests are logged with marks for missing routes, without secrets, and can be sent again', async () => {
    const authorization = `Bearer ${emulator.secretKey}`;
    await fetch(`${emulator.url}/v1/users?limit=1`, { headers: { authorization, 'x-note': "it's" } });
    await fetch(`${emulator.url}/v1/no/such/route`, { headers: { authorization } });
    await fetch(`${emulator.url}/v1/me/web3_wallets`);
    await fetch(`${emulator.url}/v1/users`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'secret-in-body', first_name: 'Visible' }),
    });
    const list = await dashboard.open('/dashboard/requests');
    expect(list.match(/class="is-odd"/g)).toHaveLength(2);
    expect(plainText(await dashboard.open('/dashboard/requests?status=501'))).toContain('1–1 of 1');
    expect(plainText(await dashboard.open('/dashboard/requests?path=/v1/users&method=GET'))).toContain('1–1 of 1');
    const paths = Array.from(list.matchAll(/href="(\/dashboard\/requests\/[^"]+)"/g), ([, path = '']) => path);
    const [post = '', , , get = ''] = paths;
    const shown = await dashboard.open(post);
    expect(plainText(shown)).toContain('"first_name": "Visible"');
    expect(shown).not.toContain('secret-in-body');
    const replay = plainText(await dashboard.open(get));
    expect(replay).toContain(`curl -X 'GET' '${emulator.url}/v1/users?limit=1'`);
    expect(replay).toContain(`-H 'x-note: it'\\''s'`);
    expect(shown + replay).not.toContain(emulator.secretKey);
    expect((await dashboard.do('/dashboard/requests', 'clear')).text).toContain('No request');
  });

  it('events are shown with payload, signature and attempts, and sent again', async () => {
    const signatures: unknown[] = [];
    let status = 500;
    const receiver = await startServer((request, response) => {
      signatures.push(request.headers['svix-signature']);
      response.writeHead(status).end();
    });
    const url = `${receiver.url}/hook`;
    await dashboard.refused('/dashboard/webhooks', 'addEndpoint', { url: 'https://other.example/hook' });
    await dashboard.do('/dashboard/webhooks', 'addEndpoint', { url, events: 'user.created' });
    await dashboard.do('/dashboard/users/new', 'create', {
      emailAddress: 'new@example.com',
      password: 'a long password',
    });
    await emulator.webhooks.settled();
    const list = await dashboard.open('/dashboard/webhooks');
    expect(plainText(list)).toMatch(/user\.created user_\w+ 500 2 /);
    const path = /href="(\/dashboard\/webhooks\/[^"]+)"/.exec(list)?.[1] ?? '';
    const shown = plainText(await dashboard.open(path));
    expect(shown).toContain('"type": "user.created"');
    expect(shown).toContain('Attempt 2 500');
    expect(shown).toContain(String(signatures[1]));
    status = 200;
    await dashboard.do(path, 'resend');
    await emulator.webhooks.settled();
    expect(plainText(await dashboard.open(path))).toContain('Attempt 1 200');
    expect(signatures).toHaveLength(3);
    expect((await dashboard.do('/dashboard/webhooks', 'removeEndpoint', { url })).text).toContain('No endpoint');
    await receiver.close();
  });
});

describe('service', () => {
  it('shows the secret of a new key or machine once', async () => {
    const fields = { name: 'Import', subject: 'ada@example.com', scopes: 'read, write' };
    const created = await dashboard.do('/dashboard/keys', 'createKey', fields);
    const secret = /aria-label="the value">([^<]+)</.exec(created.text)?.[1] ?? '';
    expect(secret).toMatch(/^ak_/);
    const later = await dashboard.open('/dashboard/keys');
    expect(later).not.toContain(secret);
    expect(plainText(later)).toContain('read, write active');
    const apiKeyId = /name="apiKeyId" value="([^"]+)"/.exec(later)?.[1] ?? '';
    expect(plainText((await dashboard.do('/dashboard/keys', 'revokeKey', { apiKeyId })).text)).toContain('revoked');
    const machine = await dashboard.do('/dashboard/keys', 'createMachine', { name: 'billing' });
    expect(machine.text).toMatch(/aria-label="the value">ak_/);
    const machineId = /name="machineId" value="([^"]+)"/.exec(machine.text)?.[1] ?? '';
    expect((await dashboard.do('/dashboard/keys', 'deleteMachine', { machineId })).text).not.toContain('billing');
  });

  it('changes settings, part by part and as a document', async () => {
    const sections = Object.entries(await emulator.settings.get());
    const page = await dashboard.open('/dashboard/settings');
    for (const [name] of sections) expect(page).toContain(`name="section" value="${name}"`);
    const saved = await dashboard.do('/dashboard/settings', 'save', {
      section: 'password_settings',
      'password_settings.min_length': '12',
      'password_settings.max_length': '72',
      'password_settings.require_numbers': 'true',
    });
    expect(saved.text).toContain('Password settings: saved.');
    expect((await emulator.settings.get()).password_settings).toMatchObject({ min_length: 12, require_numbers: true });
    const refused = await dashboard.refused('/dashboard/settings', 'save', {
      section: 'password_settings',
      'password_settings.min_length': '80',
      'password_settings.max_length': '72',
    });
    expect(refused).toContain('value="80"');
    const document = JSON.stringify({ sign_up: { mode: 'waitlist' } });
    await dashboard.do('/dashboard/settings', 'saveDocument', { document });
    expect((await emulator.settings.get()).sign_up.mode).toBe('waitlist');
  });

  it('a form of settings that is sent unchanged changes nothing', async () => {
    const before = await emulator.settings.get();
    for (const name of Object.keys(before)) {
      const page = await dashboard.open(`/dashboard/settings?section=${name}`);
      const form = page.slice(page.indexOf(`name="section" value="${name}"`)).split('</form>', 1)[0] ?? '';
      const fields: Record<string, string> = { section: name };
      for (const [input = ''] of form.matchAll(/<input[^>]*>/gs)) {
        const [field = '', value = ''] = [/ name="([^"]*)"/.exec(input)?.[1], /\svalue="([^"]*)"/.exec(input)?.[1]];
        if (!input.includes('type="checkbox"') || /\schecked/.test(input)) fields[field] = value;
      }
      await dashboard.do('/dashboard/settings', 'save', fields);
    }
    expect(await emulator.settings.get()).toEqual(before);
  });

  it('moves, sets and stops the clock', async () => {
    expect((await dashboard.do('/dashboard/clock', 'advance', { by: '2h' })).text).toContain('2 hours ahead');
    await dashboard.do('/dashboard/clock', 'set', { time: '2030-01-01T00:00:00Z' });
    expect(await dashboard.open('/dashboard/clock')).toMatch(
      /data-tick="utc" data-now="18934\d+"[^>]*>2030-01-01T00:00:\d\dZ</,
    );
    expect((await dashboard.do('/dashboard/clock', 'freeze')).text).not.toContain('data-tick="');
    expect(await dashboard.open('/dashboard/clock')).toContain('2030-01-01T00:00:0');
    await dashboard.do('/dashboard/clock', 'unfreeze');
    await dashboard.refused('/dashboard/clock', 'set', { time: 'tomorrow' });
    expect((await dashboard.do('/dashboard/clock', 'reset')).text).toContain('>real time<');
  });

  it('adds faults, which never meet the dashboard', async () => {
    await dashboard.do('/dashboard/faults', 'add', { status: '503', body: 'down' });
    expect((await fetch(`${emulator.url}/sign-in`)).status).toBe(503);
    const list = await dashboard.open('/dashboard/faults');
    expect(plainText(list)).toContain('every method every path answers 503, with a body of its own 1');
    const faultId = /name="faultId" value="([^"]+)"/.exec(list)?.[1] ?? '';
    await dashboard.do('/dashboard/faults', 'remove', { faultId });
    await dashboard.do('/dashboard/faults', 'add', { path: '/sign-in', reset: 'true' });
    await dashboard.do('/dashboard/faults', 'clear');
    expect((await fetch(`${emulator.url}/sign-in`)).status).toBe(200);
    expect(await dashboard.refused('/dashboard/faults', 'add', { path: '/v1' })).toContain('needs an effect');
  });

  it('saves and restores snapshots, and resets', async () => {
    await dashboard.do('/dashboard/snapshots', 'save', { name: 'before' });
    await dashboard.do(pathOf('ada@example.com'), 'delete');
    expect(await dashboard.open('/dashboard/users')).not.toContain('ada@example.com');
    await dashboard.do('/dashboard/snapshots', 'restore', { name: 'before' });
    expect(await dashboard.open('/dashboard/users')).toContain('ada@example.com');
    await dashboard.do('/dashboard/snapshots', 'delete', { name: 'before' });
    await dashboard.refused('/dashboard/snapshots', 'restore', { name: 'before' });
    await dashboard.do(pathOf('ada@example.com'), 'delete');
    await dashboard.do('/dashboard/snapshots', 'reset');
    expect(await dashboard.open('/dashboard/users')).toContain('ada@example.com');
  });

  it('exports and imports files, larger than a call may be, and applies seeds', async () => {
    const upload = async (action: string, name: string, content: string, file: string) => {
      const form = new FormData();
      form.set('do', action);
      form.set(name, new File([content], file));
      const url = `${emulator.url}/dashboard/snapshots`;
      return fetch(url, { method: 'POST', body: form, headers: { origin: emulator.url }, redirect: 'manual' });
    };
    await dashboard.do(pathOf('grace@example.com'), 'editMetadata', {
      publicMetadata: JSON.stringify({ long: 'x'.repeat(9000) }),
    });
    const response = await dashboard.send('/dashboard/snapshots', 'export');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const text = await response.text();
    const padded = text + ' '.repeat(2 * 1024 * 1024);
    expect(Object.keys((JSON.parse(text) as StoreDump).tables)).toContain('users');
    await dashboard.do(pathOf('ada@example.com'), 'delete');
    expect((await upload('import', 'dump', padded, 'export.json')).status).toBe(303);
    expect(await dashboard.open('/dashboard/users')).toContain('ada@example.com');
    const broken = await upload('import', 'dump', '{"format":', 'export.json');
    expect([broken.status, await broken.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    const seed = 'users:\n  - { email_address: seeded@example.com, password: a long password }\n';
    expect((await upload('seed', 'seed', seed, 'seed.yaml')).status).toBe(303);
    const users = await dashboard.open('/dashboard/users');
    expect([users.includes('seeded@example.com'), users.includes('ada@example.com')]).toEqual([true, false]);
    await dashboard.refused('/dashboard/snapshots', 'import');
  });

  it('shows the variables of each framework, and what is emulated', async () => {
    for (const framework of ['nextjs', 'astro', 'nuxt', 'react-router', 'remix', 'tanstack-react-start'] as const) {
      const text = await dashboard.open(`/dashboard/connection?framework=${framework}`);
      for (const name of Object.keys(emulator.envFor(framework))) expect(text).toContain(`${name}=`);
    }
    const missing = plainText(await dashboard.open('/dashboard/emulated?state=missing&query=web3_wallets'));
    expect(missing).toContain('Wallets need a blockchain.');
    expect(missing).toContain('1–6 of 6');
  });
});
