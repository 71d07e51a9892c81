import { describe, expect } from 'vitest';
import { expectAllMethodsCalled, expectAsDescribed, refusal, scenario } from './two-clients.js';

const png = () => new Blob([Buffer.from('iVBORw0KGgo=', 'base64')], { type: 'image/png' });

describe('organizations', () => {
  scenario('are created, found, changed and deleted', async ({ clerk, emulator }) => {
    const createdBy = emulator.users[0]?.id ?? '';
    const acme = await clerk.organizations.createOrganization({
      name: 'Acme Rockets',
      slug: 'acme',
      createdBy,
      publicMetadata: { tier: 'gold', nested: { a: 1 } },
    });
    expect(acme).toMatchObject({ name: 'Acme Rockets', slug: 'acme', maxAllowedMemberships: 5, createdBy });
    const other = await clerk.organizations.createOrganization({ name: 'Ünïque & Söns' });
    expect(other.slug).toMatch(/^[a-z0-9-]+$/);

    expect(await refusal(clerk.organizations.createOrganization({ name: 'x', slug: 'acme' }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect(await refusal(clerk.organizations.createOrganization({ name: 'x', slug: 'Not A Slug' }))).toEqual([
      422,
      'form_param_format_invalid',
    ]);
    expect(await refusal(clerk.organizations.createOrganization({ name: '' }))).toEqual([422, 'form_param_missing']);
    expect(await refusal(clerk.organizations.createOrganization({ name: 'x', createdBy: 'user_none' }))).toEqual([
      404,
      'resource_not_found',
    ]);

    expect((await clerk.organizations.getOrganization({ slug: 'acme', includeMembersCount: true })).membersCount).toBe(
      1,
    );
    expect((await clerk.organizations.getOrganization({ organizationId: other.id })).id).toBe(other.id);
    expect(await refusal(clerk.organizations.getOrganization({ organizationId: 'org_none' }))).toEqual([
      404,
      'resource_not_found',
    ]);

    expect((await clerk.organizations.getOrganizationList({ orderBy: 'name' })).data.map(({ name }) => name)).toEqual([
      'Acme Rockets',
      'Ünïque & Söns',
    ]);
    expect((await clerk.organizations.getOrganizationList({ query: 'rocket' })).totalCount).toBe(1);
    expect((await clerk.organizations.getOrganizationList({ organizationId: [other.id] })).data[0]?.id).toBe(other.id);
    expect(
      (await clerk.organizations.getOrganizationList({ orderBy: '-members_count', includeMembersCount: true })).data[0]
        ?.membersCount,
    ).toBe(1);

    const renamed = await clerk.organizations.updateOrganization(acme.id, {
      name: 'Acme',
      maxAllowedMemberships: 2,
      publicMetadata: { tier: 'silver' },
    });
    expect(renamed).toMatchObject({
      name: 'Acme',
      slug: 'acme',
      maxAllowedMemberships: 2,
      publicMetadata: { tier: 'silver' },
    });
    const merged = await clerk.organizations.updateOrganizationMetadata(acme.id, {
      publicMetadata: { more: 1 },
      privateMetadata: { p: true },
    });
    expect(merged).toMatchObject({ publicMetadata: { tier: 'silver', more: 1 }, privateMetadata: { p: true } });
    const replaced = await clerk.organizations.replaceOrganizationMetadata(acme.id, { publicMetadata: { only: 1 } });
    expect(replaced.publicMetadata).toEqual({ only: 1 });

    const withLogo = await clerk.organizations.updateOrganizationLogo(acme.id, { file: png() });
    expect(withLogo.hasImage).toBe(true);
    const picture = await fetch(withLogo.imageUrl);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    const without = await clerk.organizations.deleteOrganizationLogo(acme.id);
    expect(without.hasImage).toBe(false);
    expect((await fetch(without.imageUrl)).status).toBe(200);

    expect(await clerk.organizations.deleteOrganization(acme.id)).toMatchObject({ id: acme.id, deleted: true });
    expect(await refusal(clerk.organizations.deleteOrganization(acme.id))).toEqual([404, 'resource_not_found']);
    expect((await clerk.users.getOrganizationMembershipList({ userId: createdBy })).totalCount).toBe(0);
  });

  scenario('have members with roles', async ({ clerk, emulator }) => {
    const [ada = '', grace = '', alan = ''] = emulator.users.map(({ id }) => id);
    const { id: organizationId } = await clerk.organizations.createOrganization({
      name: 'Acme',
      createdBy: ada,
      maxAllowedMemberships: 2,
    });
    const membership = await clerk.organizations.createOrganizationMembership({
      organizationId,
      userId: grace,
      role: 'org:member',
    });
    expect(membership).toMatchObject({
      role: 'org:member',
      publicUserData: { userId: grace, identifier: 'grace@example.com' },
    });
    expect(
      await refusal(
        clerk.organizations.createOrganizationMembership({ organizationId, userId: grace, role: 'org:member' }),
      ),
    ).toEqual([403, 'organization_membership_quota_exceeded']);
    await clerk.organizations.updateOrganization(organizationId, { maxAllowedMemberships: 0 });
    expect(
      await refusal(
        clerk.organizations.createOrganizationMembership({ organizationId, userId: grace, role: 'org:member' }),
      ),
    ).toEqual([400, 'already_a_member_in_organization']);
    expect(
      await refusal(
        clerk.organizations.createOrganizationMembership({ organizationId, userId: 'user_none', role: 'org:member' }),
      ),
    ).toEqual([404, 'resource_not_found']);
    expect(
      await refusal(
        clerk.organizations.createOrganizationMembership({ organizationId, userId: alan, role: 'org:none' }),
      ),
    ).toEqual([404, 'resource_not_found']);

    expect(
      await refusal(
        clerk.organizations.updateOrganizationMembership({ organizationId, userId: ada, role: 'org:member' }),
      ),
    ).toEqual([400, 'organization_minimum_permissions_needed']);
    expect(
      (await clerk.organizations.updateOrganizationMembership({ organizationId, userId: grace, role: 'org:admin' }))
        .permissions,
    ).toContain('org:sys_memberships:manage');
    const changed = await clerk.organizations.updateOrganizationMembershipMetadata({
      organizationId,
      userId: grace,
      publicMetadata: { desk: 4 },
    });
    expect(changed.publicMetadata).toEqual({ desk: 4 });

    const list = await clerk.organizations.getOrganizationMembershipList({ organizationId, orderBy: 'first_name' });
    expect(list.data.map((row) => row.publicUserData?.firstName)).toEqual(['Ada', 'Grace']);
    expect(await clerk.organizations.getOrganizationMembershipList({ organizationId, query: 'hopper' })).toMatchObject({
      totalCount: 1,
    });
    expect(
      await clerk.organizations.getOrganizationMembershipList({ organizationId, role: ['org:member'] }),
    ).toMatchObject({ totalCount: 0 });
    expect(
      await clerk.organizations.getOrganizationMembershipList({
        organizationId,
        userId: [ada],
        emailAddress: ['ada@example.com'],
      }),
    ).toMatchObject({ totalCount: 1 });
    expect(await clerk.organizations.getInstanceOrganizationMembershipList({ limit: 1, offset: 1 })).toMatchObject({
      totalCount: 2,
    });
    expect(await clerk.users.getOrganizationMembershipList({ userId: grace })).toMatchObject({ totalCount: 1 });
    expect(
      (await clerk.users.getUserList({ organizationId: [organizationId], orderBy: 'first_name' })).data.map(
        ({ id }) => id,
      ),
    ).toEqual([ada, grace]);

    await clerk.organizations.deleteOrganizationMembership({ organizationId, userId: grace });
    expect(await refusal(clerk.organizations.deleteOrganizationMembership({ organizationId, userId: grace }))).toEqual([
      404,
      'resource_not_found',
    ]);
    expect(await refusal(clerk.organizations.deleteOrganizationMembership({ organizationId, userId: ada }))).toEqual([
      400,
      'organization_minimum_permissions_needed',
    ]);
  });

  scenario('invite people', async ({ clerk, emulator }) => {
    const ada = emulator.users[0]?.id ?? '';
    const { id: organizationId } = await clerk.organizations.createOrganization({ name: 'Acme', createdBy: ada });
    const invite = { organizationId, role: 'org:member', inviterUserId: ada };
    const first = await clerk.organizations.createOrganizationInvitation({
      ...invite,
      emailAddress: 'New@Example.com',
      publicMetadata: { a: 1 },
    });
    expect(first).toMatchObject({ emailAddress: 'new@example.com', status: 'pending', roleName: 'Member' });
    expect(
      await refusal(clerk.organizations.createOrganizationInvitation({ ...invite, emailAddress: 'new@example.com' })),
    ).toEqual([400, 'duplicate_record']);
    expect(
      await refusal(clerk.organizations.createOrganizationInvitation({ ...invite, emailAddress: 'ada@example.com' })),
    ).toEqual([400, 'already_a_member_in_organization']);
    expect(
      await refusal(clerk.organizations.createOrganizationInvitation({ ...invite, emailAddress: 'no address' })),
    ).toEqual([422, 'form_param_format_invalid']);
    const bulk = await clerk.organizations.createOrganizationInvitationBulk(organizationId, [
      { emailAddress: 'b@example.com', role: 'org:member' },
      { emailAddress: 'c@example.com', role: 'org:admin' },
    ]);
    expect(bulk.data.map(({ role }) => role)).toEqual(['org:member', 'org:admin']);
    expect(
      (await clerk.organizations.getOrganizationInvitationList({ organizationId, status: ['pending'] })).totalCount,
    ).toBe(3);
    const revoked = await clerk.organizations.revokeOrganizationInvitation({
      organizationId,
      invitationId: first.id,
      requestingUserId: ada,
    });
    expect(revoked.status).toBe('revoked');
    expect(
      await refusal(clerk.organizations.revokeOrganizationInvitation({ organizationId, invitationId: first.id })),
    ).toEqual([400, 'organization_invitation_not_pending']);
    expect(
      (await clerk.organizations.getOrganizationInvitation({ organizationId, invitationId: first.id })).status,
    ).toBe('revoked');
    expect(
      (await clerk.organizations.getOrganizationInvitationList({ organizationId, status: ['revoked'] })).totalCount,
    ).toBe(1);
    emulator.clock.advance(31 * 24 * 60 * 60 * 1000);
    expect(
      (await clerk.organizations.getOrganizationInvitationList({ organizationId, status: ['expired'] })).totalCount,
    ).toBe(2);
    expect(await clerk.users.getOrganizationInvitationList({ userId: ada })).toMatchObject({ totalCount: 0 });
  });

  scenario('have domains', async ({ clerk }) => {
    const { id: organizationId } = await clerk.organizations.createOrganization({ name: 'Acme' });
    const domain = await clerk.organizations.createOrganizationDomain({
      organizationId,
      name: 'Acme.test',
      enrollmentMode: 'automatic_invitation',
    });
    expect(
      await refusal(
        clerk.organizations.createOrganizationDomain({
          organizationId,
          name: 'acme.test',
          enrollmentMode: 'manual_invitation',
        }),
      ),
    ).toEqual([403, 'duplicate_domain']);
    await clerk.organizations.updateOrganizationDomain({
      organizationId,
      domainId: domain.id,
      enrollmentMode: 'manual_invitation',
      verified: false,
    });
    expect((await clerk.organizations.getOrganizationDomainList({ organizationId })).totalCount).toBe(1);
    await clerk.organizations.deleteOrganizationDomain({ organizationId, domainId: domain.id });
    expect(
      await refusal(clerk.organizations.deleteOrganizationDomain({ organizationId, domainId: domain.id })),
    ).toEqual([404, 'resource_not_found']);
  });

  scenario('have roles and permissions of their own', async ({ clerk }) => {
    const read = await clerk.organizationPermissions.createOrganizationPermission({
      name: 'Read posts',
      key: 'org:posts:read',
      description: 'May read',
    });
    expect(
      await refusal(clerk.organizationPermissions.createOrganizationPermission({ name: 'x', key: 'org:posts:read' })),
    ).toEqual([422, 'form_identifier_exists']);
    expect(
      await refusal(clerk.organizationPermissions.createOrganizationPermission({ name: 'x', key: 'posts' })),
    ).toEqual([422, 'form_param_format_invalid']);
    await clerk.organizationPermissions.updateOrganizationPermission({ permissionId: read.id, name: 'See posts' });
    expect((await clerk.organizationPermissions.getOrganizationPermission(read.id)).name).toBe('See posts');
    expect((await clerk.organizationPermissions.getOrganizationPermissionList({ query: 'posts' })).totalCount).toBe(1);
    const editor = await clerk.organizationRoles.createOrganizationRole({
      name: 'Editor',
      key: 'org:editor',
      description: 'Edits',
      permissions: [read.id],
    });
    expect(editor.permissions.map(({ key }) => key)).toEqual(['org:posts:read']);
    await clerk.organizationRoles.removePermissionFromOrganizationRole({
      organizationRoleId: editor.id,
      permissionId: read.id,
    });
    await clerk.organizationRoles.assignPermissionToOrganizationRole({
      organizationRoleId: editor.id,
      permissionId: read.id,
    });
    expect(
      await refusal(
        clerk.organizationRoles.assignPermissionToOrganizationRole({
          organizationRoleId: editor.id,
          permissionId: read.id,
        }),
      ),
    ).toEqual([400, 'organization_role_permission_association_exists']);
    await clerk.organizationRoles.updateOrganizationRole({
      organizationRoleId: editor.id,
      name: 'Author',
      key: 'org:author',
    });
    expect((await clerk.organizationRoles.getOrganizationRole(editor.id)).key).toBe('org:author');
    expect(
      (await clerk.organizationRoles.getOrganizationRoleList({ orderBy: 'name' })).data.map(({ name }) => name),
    ).toEqual(['Admin', 'Author', 'Member']);
    await clerk.organizationPermissions.deleteOrganizationPermission(read.id);
    expect((await clerk.organizationRoles.getOrganizationRole(editor.id)).permissions).toEqual([]);
    await clerk.organizationRoles.deleteOrganizationRole(editor.id);
    expect(await refusal(clerk.organizationRoles.getOrganizationRole(editor.id))).toEqual([404, 'resource_not_found']);
  });

  expectAsDescribed();
  expectAllMethodsCalled('organizations', 'organizationRoles', 'organizationPermissions');
});
