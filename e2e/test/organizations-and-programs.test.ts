import { createClerkClient } from '@acme/backend';
import type { Browser } from 'playwright-core';
import { signWebhook } from 'testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { columns, describeColumns } from '../harness/columns.js';
import { openSite, visitorAccount, webhookSecret, type Site } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describeColumns(columns, (column) => {
  let site: Site;
  let adaId: string;
  let organizationId: string;
  beforeAll(async () => {
    site = await openSite(column);
    const { secretKey, url } = site.emulator;
    const clerk = createClerkClient({ secretKey, apiUrl: url });
    const { data } = await clerk.users.getUserList({ emailAddress: [visitorAccount.email] });
    adaId = data[0]?.id ?? '';
    // Permissions that every instance has stand in no session token; this one is the application's own.
    const { id: permissionId } = await clerk.organizationPermissions.createOrganizationPermission({
      name: 'List members',
      key: 'org:members:list',
    });
    const { data: roles } = await clerk.organizationRoles.getOrganizationRoleList();
    const organizationRoleId = roles.find(({ key }) => key === 'org:admin')?.id ?? '';
    await clerk.organizationRoles.assignPermissionToOrganizationRole({ organizationRoleId, permissionId });
    organizationId = (await clerk.organizations.createOrganization({ name: 'Analytical Engines', createdBy: adaId }))
      .id;
  });
  afterAll(() => site.close());

  const ask = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(site.appUrl + path, { headers, redirect: 'manual' });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('shows the organizations of the person who signs in', async () => {
    const visitor = await Visitor.open(browser, site);
    try {
      await visitor.goTo('/organization');
      await visitor.signInWithPassword(visitorAccount.email, visitorAccount.password);
      await visitor.page.getByText('Analytical Engines: org:admin').waitFor();
      expect(visitor.page.url()).toBe(`${site.appUrl}/organization`);
    } catch (error) {
      await visitor.saveEvidence(`organization ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
    }
  });

  it('shows the members to those who manage the organization, and to nobody else', async () => {
    const admin = await site.emulator.mintSessionToken({ userId: adaId, orgId: organizationId });
    expect(await ask('/api/members', admin)).toEqual({ status: 200, body: [{ userId: adaId, role: 'org:admin' }] });
    const elsewhere = await site.emulator.mintSessionToken({ userId: adaId });
    expect((await ask('/api/members', elsewhere)).status).toBe(403);
    expect((await ask('/api/members')).status).toBe(401);
  });

  if (column.isForPeopleOnly) return;

  it('lets programs in with an API key or a machine token, and people not', async () => {
    const { secret } = await site.emulator.mintApiKey({ subject: adaId });
    expect(await ask('/api/job', secret)).toEqual({ status: 200, body: { kind: 'api_key', subject: adaId } });
    const machine = await site.emulator.mintM2MToken();
    expect(await ask('/api/job', machine.token)).toEqual({
      status: 200,
      body: { kind: 'm2m_token', subject: machine.subject },
    });
    expect((await ask('/api/job', `${secret}x`)).status).toBe(401);
    expect((await ask('/api/job', await site.emulator.mintSessionToken({ userId: adaId }))).status).toBe(401);
    expect((await ask('/api/job')).status).toBe(401);
  });

  it('takes webhooks that are signed, and no others', async () => {
    const body = JSON.stringify({ object: 'event', type: 'user.created', data: { object: 'user', id: adaId } });
    const headers = signWebhook(webhookSecret, body);
    const deliver = async (text: string) => {
      const response = await fetch(`${site.appUrl}/webhooks`, { method: 'POST', headers, body: text });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect(await deliver(body)).toEqual({ status: 200, body: { received: 'user.created' } });
    expect((await deliver(body.replace('user.created', 'user.deleted'))).status).toBe(400);
  });
});
