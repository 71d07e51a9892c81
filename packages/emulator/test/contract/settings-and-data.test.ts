import { describe, expect } from 'vitest';
import { expectAllMethodsCalled, expectAsDescribed, refusal, scenario } from './two-clients.js';

describe('settings, domains, connections and billing', () => {
  scenario('the instance and its settings', async ({ clerk, emulator }) => {
    expect((await clerk.instance.get()).environmentType).toBe('development');
    await clerk.instance.update({ allowedOrigins: ['http://localhost:3000'], testMode: true });
    expect((await clerk.instance.get()).allowedOrigins).toEqual(['http://localhost:3000']);
    expect(await refusal(clerk.instance.update({ allowedOrigins: ['no origin'] }))).toEqual([
      422,
      'form_param_value_invalid',
    ]);
    expect((await clerk.instance.updateRestrictions({ allowlist: true })).allowlist).toBe(true);
    expect((await clerk.instance.getOrganizationSettings()).creatorRole).toBe('org:admin');
    const role = await clerk.organizationRoles.createOrganizationRole({
      name: 'Boss',
      key: 'org:boss',
      description: '',
    });
    const changed = await clerk.instance.updateOrganizationSettings({
      maxAllowedMemberships: 9,
      creatorRoleId: role.id,
    });
    expect(changed).toMatchObject({ maxAllowedMemberships: 9, creatorRole: 'org:boss' });
    await clerk.betaFeatures.changeDomain({ homeUrl: 'https://example.com' });
    expect(await clerk.domains.list()).toMatchObject({ totalCount: 1 });
    const domain = await clerk.domains.add({ name: 'satellite.test', is_satellite: true });
    expect(
      (await clerk.domains.update({ domainId: domain.id, proxy_url: 'https://satellite.test/__clerk' })).proxyUrl,
    ).toBe('https://satellite.test/__clerk');
    const check = await clerk.proxyChecks.verify({ domainId: domain.id, proxyUrl: 'https://satellite.test/__clerk' });
    expect(check.successful).toBe(true);
    await clerk.domains.delete(domain.id);
    expect(await refusal(clerk.domains.deleteDomain(domain.id))).toEqual([404, 'resource_not_found']);
    const open = clerk.__experimental_accountlessApplications;
    expect((await open.createAccountlessApplication()).publishableKey).toBe(emulator.publishableKey);
    expect((await open.completeAccountlessApplicationOnboarding()).secretKey).toBe(emulator.secretKey);
    await clerk.webhooks.createSvixApp();
    expect(await refusal(clerk.webhooks.createSvixApp())).toEqual([400, 'svix_app_exists']);
    await clerk.webhooks.generateSvixAuthURL();
    await clerk.webhooks.deleteSvixApp();
  });

  scenario('connections to identity providers are data', async ({ clerk }) => {
    const organization = await clerk.organizations.createOrganization({ name: 'Acme' });
    const saml = await clerk.samlConnections.createSamlConnection({
      name: 'Okta',
      provider: 'saml_okta',
      domain: 'Acme.test',
      idpEntityId: 'https://idp.test',
      attributeMapping: { emailAddress: 'email', firstName: 'first', lastName: 'last', userId: 'uid' },
    });
    expect(saml).toMatchObject({ domain: 'acme.test', active: false, idpEntityId: 'https://idp.test' });
    expect(
      await refusal(
        clerk.samlConnections.createSamlConnection({ name: 'x', provider: 'saml_okta', domain: 'acme.test' }),
      ),
    ).toEqual([422, 'form_identifier_exists']);
    expect(
      await refusal(
        clerk.samlConnections.createSamlConnection({ name: 'x', provider: 'saml_okta', domain: 'nodomain' }),
      ),
    ).toEqual([422, 'form_param_format_invalid']);
    expect(
      (await clerk.samlConnections.updateSamlConnection(saml.id, { active: true, organizationId: organization.id }))
        .organizationId,
    ).toBe(organization.id);
    expect((await clerk.samlConnections.getSamlConnection(saml.id)).active).toBe(true);
    expect((await clerk.samlConnections.getSamlConnectionList({ organizationId: [organization.id] })).totalCount).toBe(
      1,
    );
    const trusted = async (params: { idpCertificate?: string; idpCertificates?: string[] }) =>
      (await clerk.samlConnections.updateSamlConnection(saml.id, params)).idpCertificates;
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    const unknown = { issuedAt: null, expiresAt: null };
    expect(await trusted({ idpCertificates: [pem('b25l'), 'dHdv'] })).toMatchObject([
      { certificate: 'b25l', ...unknown },
      { certificate: 'dHdv', ...unknown },
    ]);
    expect((await clerk.samlConnections.getSamlConnection(saml.id)).idpCertificate).toBe(pem('b25l'));
    expect(await trusted({ idpCertificate: 'dGhyZWU=' })).toMatchObject([{ certificate: 'dGhyZWU=' }]);
    await clerk.samlConnections.deleteSamlConnection(saml.id);
    expect(await refusal(clerk.samlConnections.getSamlConnection(saml.id))).toEqual([404, 'resource_not_found']);
    const oidc = await clerk.enterpriseConnections.createEnterpriseConnection({
      name: 'OIDC',
      provider: 'oidc_custom',
      domains: ['corp.test'],
      oidc: { clientId: 'c', discoveryUrl: 'https://idp.test/.well-known', requiresPkce: true },
    });
    expect(oidc.oauthConfig?.clientId).toBe('c');
    const signed = await clerk.enterpriseConnections.createEnterpriseConnection({
      name: 'SAML',
      provider: 'saml_custom',
      domains: ['signed.test'],
      saml: { idpCertificates: ['b25l', 'dHdv'] },
    });
    expect(signed.samlConnection?.idpCertificates.map(({ certificate }) => certificate)).toEqual(['b25l', 'dHdv']);
    const updated = await clerk.enterpriseConnections.updateEnterpriseConnection(oidc.id, {
      active: true,
      name: 'Corp',
    });
    expect(updated).toMatchObject({ active: true, name: 'Corp' });
    expect((await clerk.enterpriseConnections.getEnterpriseConnectionList({ active: true })).totalCount).toBe(1);
    expect((await clerk.enterpriseConnections.getEnterpriseConnection(oidc.id)).id).toBe(oidc.id);
    await clerk.enterpriseConnections.deleteEnterpriseConnection(oidc.id);
    expect(await refusal(clerk.enterpriseConnections.getEnterpriseConnection(oidc.id))).toEqual([
      404,
      'resource_not_found',
    ]);
  });

  scenario('billing is data', async ({ clerk, emulator }) => {
    const userId = emulator.users[0]?.id ?? '';
    const organization = await clerk.organizations.createOrganization({ name: 'Acme' });
    const plans = await clerk.billing.getPlanList({ payerType: 'user' });
    expect(plans.data.map(({ slug }) => slug)).toEqual(['free_user', 'pro_user']);
    const subscription = await clerk.billing.getUserBillingSubscription(userId);
    const [item] = subscription.subscriptionItems;
    expect(item?.plan?.slug).toBe('free_user');
    expect(
      (await clerk.billing.getOrganizationBillingSubscription(organization.id)).subscriptionItems[0]?.plan?.slug,
    ).toBe('free_org');
    const extended = await clerk.billing.extendSubscriptionItemFreeTrial(item?.id ?? '', {
      extendTo: new Date('2026-06-30T00:00:00Z'),
    });
    expect(extended.isFreeTrial).toBe(true);
    expect(
      await refusal(
        clerk.billing.extendSubscriptionItemFreeTrial(item?.id ?? '', { extendTo: new Date('2020-01-01T00:00:00Z') }),
      ),
    ).toEqual([422, 'form_param_value_invalid']);
    expect((await clerk.billing.cancelSubscriptionItem(item?.id ?? '', { endNow: true })).status).toBe('ended');
    expect(await refusal(clerk.billing.cancelSubscriptionItem('csub_item_none'))).toEqual([404, 'resource_not_found']);
  });

  scenario('role sets', async ({ clerk }) => {
    const roles = ['org:admin', 'org:member'];
    const set = await clerk.roleSets.createRoleSet({
      name: 'Standard',
      key: 'role_set:standard',
      defaultRoleKey: 'org:member',
      creatorRoleKey: 'org:admin',
      roles,
    });
    expect(set.roles.map(({ key }) => key).sort()).toEqual(roles);
    expect(
      await refusal(
        clerk.roleSets.createRoleSet({
          name: 'x',
          key: 'role_set:standard',
          defaultRoleKey: 'org:member',
          creatorRoleKey: 'org:admin',
          roles,
        }),
      ),
    ).toEqual([422, 'form_identifier_exists']);
    await clerk.organizationRoles.createOrganizationRole({ name: 'Guest', key: 'org:guest', description: '' });
    expect(
      (
        await clerk.roleSets.addRolesToRoleSet({
          roleSetKeyOrId: set.key,
          roleKeys: ['org:guest'],
          defaultRoleKey: 'org:guest',
        })
      ).roles,
    ).toHaveLength(3);
    expect(
      (
        await clerk.roleSets.replaceRoleInRoleSet({
          roleSetKeyOrId: set.key,
          roleKey: 'org:guest',
          toRoleKey: 'org:member',
        })
      ).roles,
    ).toHaveLength(2);
    expect((await clerk.roleSets.updateRoleSet({ roleSetKeyOrId: set.id, name: 'Basic' })).name).toBe('Basic');
    const other = await clerk.roleSets.createRoleSet({
      name: 'Other',
      key: 'role_set:other',
      defaultRoleKey: 'org:member',
      creatorRoleKey: 'org:admin',
      roles,
    });
    expect((await clerk.roleSets.getRoleSetList({ query: 'basic' })).totalCount).toBe(1);
    await clerk.roleSets.replaceRoleSet({ roleSetKeyOrId: set.key, destRoleSetKey: other.key });
    expect(await refusal(clerk.roleSets.getRoleSet(set.key))).toEqual([404, 'resource_not_found']);
  });

  scenario('e-mails are shown, not sent', async ({ clerk, emulator }) => {
    const email = await clerk.emails.create({
      to: { userId: emulator.users[0]?.id ?? '' },
      from: { address: 'hello@example.com' },
      subject: 'Hi',
      text: 'Hello',
    });
    expect(email).toMatchObject({ toEmailAddress: 'ada@example.com', subject: 'Hi' });
    const batch = await clerk.emails.createBatch([
      { to: { address: 'a@example.com' }, from: { address: 'hello@example.com' }, subject: 'One', html: '<p>1</p>' },
      { to: { userId: 'user_none' }, from: { address: 'hello@example.com' }, subject: 'Two', text: '2' },
    ] as never);
    expect(batch.map(({ statusCode }) => statusCode)).toEqual([200, 404]);
    expect(
      await refusal(clerk.emails.create({ to: { address: '' }, from: { address: 'x@y.z' }, subject: 's', text: 't' })),
    ).toEqual([422, 'form_param_missing']);
  });

  expectAsDescribed();
  expectAllMethodsCalled(
    'instance',
    'betaFeatures',
    'domains',
    'proxyChecks',
    'webhooks',
    'samlConnections',
    'enterpriseConnections',
    'billing',
  );
});
