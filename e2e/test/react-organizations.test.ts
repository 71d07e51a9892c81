import type { Organization } from '@acme/backend';
import { expect, vi } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { people, type ReactVisitor } from '../harness/react-visitor.js';
import { timeoutMs } from '../harness/visitor.js';

const { ada, grace } = people;

/** An organization with Ada as its administrator. */
async function foundedByAda(visitor: ReactVisitor, name: string): Promise<Organization> {
  const { id } = await visitor.userWith(ada.email_address);
  return visitor.api.organizations.createOrganization({ name, slug: name.toLowerCase(), createdBy: id });
}

/** The roles of the members, by first name. */
async function rolesIn({ api }: ReactVisitor, organizationId: string): Promise<Record<string, string>> {
  const { data } = await api.organizations.getOrganizationMembershipList({ organizationId });
  return Object.fromEntries(data.map(({ publicUserData, role }) => [publicUserData?.firstName ?? '', role]));
}

async function invitationsOf({ api }: ReactVisitor, organizationId: string) {
  const { data } = await api.organizations.getOrganizationInvitationList({ organizationId });
  return data.map(({ emailAddress, role, status }) => ({ emailAddress, role, status }));
}

describeFlows('<CreateOrganization/>', (flow) => {
  flow('creates an organization, invites somebody, and shows the profile', async (visitor) => {
    await visitor.goToSignedIn('/create-organization');
    await visitor.fill('Name', 'Analytical Engines');
    await visitor.press('Create organization');
    await visitor.page.getByRole('textbox').first().fill('alan@example.com');
    await visitor.press('Send invitations');
    await visitor.sees('Invitations successfully sent');
    await visitor.press('Finish');
    await visitor.sees('Verified domains');
    await visitor.shows('organization name', 'Analytical Engines');
    await visitor.shows('role', 'org:admin');
    await visitor.arrivesAt('/organization-profile');

    const organizationId = await visitor.read('organization');
    const organization = await visitor.api.organizations.getOrganization({ organizationId });
    expect(organization).toMatchObject({ name: 'Analytical Engines', slug: 'analytical-engines' });
    expect(await rolesIn(visitor, organizationId)).toEqual({ Ada: 'org:admin' });
    expect(await invitationsOf(visitor, organizationId)).toEqual([
      { emailAddress: 'alan@example.com', role: 'org:member', status: 'pending' },
    ]);
    expect(visitor.pageErrors).toEqual([]);
  });
});

describeFlows('<OrganizationSwitcher/>', (flow) => {
  flow('enters an organization and leaves it for the personal account', async (visitor) => {
    const { id } = await foundedByAda(visitor, 'Engines');
    await visitor.goToSignedIn('/organization-switcher');
    const claims = () => visitor.page.evaluate(() => window.Clerk?.session?.lastActiveToken?.jwt?.claims.o);
    expect(await claims()).toBeUndefined();
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /organization switcher/i }), /^Engines/);
    await visitor.shows('organization', id);
    await visitor.shows('role', 'org:admin');
    expect(await claims()).toMatchObject({ id, rol: 'admin', slg: 'engines' });

    await visitor.goTo('/organization-switcher');
    await visitor.shows('organization', id);
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /organization switcher/i }), /personal account/i);
    await visitor.shows('organization', 'none');
    expect(await claims()).toBeUndefined();
  });
});

describeFlows('<OrganizationList/>', (flow) => {
  flow('accepts an invitation, enters, and requests to join, which the administrator approves', async (visitor) => {
    const engines = await foundedByAda(visitor, 'Engines');
    const weavers = await foundedByAda(visitor, 'Weavers');
    const { organizations } = visitor.api;
    const role = 'org:admin';
    await organizations.createOrganizationInvitation({
      organizationId: engines.id,
      emailAddress: grace.email_address,
      role,
    });
    await organizations.createOrganizationDomain({
      organizationId: weavers.id,
      name: 'example.com',
      enrollmentMode: 'automatic_suggestion',
      verified: true,
    });
    await visitor.goToSignedIn('/organization-list', grace.email_address);
    await visitor.press('Join');
    await visitor.noLongerSees(visitor.page.getByRole('button', { name: 'Join', exact: true }));
    await visitor.press('Request to join');
    await visitor.sees('Pending approval');
    await visitor.press(/^Engines/);
    await visitor.shows('organization', engines.id);
    await visitor.shows('role', role);
    expect(await rolesIn(visitor, engines.id)).toEqual({ Ada: role, Grace: role });
    expect(await rolesIn(visitor, weavers.id)).toEqual({ Ada: role });

    await visitor.context.clearCookies();
    await visitor.goToSignedIn('/organization-profile#/organization-members');
    await visitor.enter(weavers.id);
    await visitor.page.getByRole('tab', { name: /requests/i }).click();
    await visitor.press('Approve');
    await visitor.sees('No requests to display');
    expect(await rolesIn(visitor, weavers.id)).toEqual({ Ada: role, Grace: 'org:member' });
  });
});

describeFlows('<OrganizationProfile/>', (flow) => {
  flow('renames, verifies a domain, changes how people join, and deletes', async (visitor) => {
    const { organizations } = visitor.api;
    const { id: organizationId } = await foundedByAda(visitor, 'Engines');
    await visitor.goToSignedIn('/organization-profile');
    await visitor.enter(organizationId);
    await visitor.press('Update profile');
    await visitor.fill('Name', 'Difference Engines');
    await visitor.press('Save');
    await visitor.shows('organization name', 'Difference Engines');

    await visitor.press('Add domain');
    await visitor.fill('Domain', 'example.com');
    await visitor.press('Save');
    await visitor.fill('Verification email address', 'ada');
    await visitor.press('Save');
    await visitor.enterCodeSentTo(ada.email_address);
    await visitor.page.getByRole('button', { name: 'Add domain' }).waitFor();
    const domains = async () => {
      const { data } = await organizations.getOrganizationDomainList({ organizationId });
      return data.map(({ name, enrollmentMode, verification }) => [name, enrollmentMode, verification?.status]);
    };
    expect(await domains()).toEqual([['example.com', 'manual_invitation', 'verified']]);

    await visitor.goTo('/organization-profile');
    await visitor.sees('No automatic enrollment');
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /menu/i }).first(), 'Manage');
    await visitor.page.getByText('Automatic invitations', { exact: true }).click();
    // With the key: the choice moves the button, and a click that begins on it may end beside it.
    await visitor.page.getByRole('button', { name: 'Save' }).press('Enter');
    await visitor.noLongerSees(visitor.page.getByRole('button', { name: 'Save' }));
    expect(await domains()).toEqual([['example.com', 'automatic_invitation', 'verified']]);

    await visitor.press('Delete organization');
    await visitor.page.getByRole('textbox').fill('Difference Engines');
    await visitor.page.getByRole('button', { name: 'Delete organization' }).last().click();
    await visitor.shows('organization', 'none');
    expect((await organizations.getOrganizationList()).totalCount).toBe(0);
  });

  flow('invites and takes an invitation back', async (visitor) => {
    const { id } = await foundedByAda(visitor, 'Engines');
    await visitor.goToSignedIn('/organization-profile#/organization-members');
    await visitor.enter(id);
    await visitor.press('Invite');
    await visitor.page.getByRole('textbox').first().fill('alan@example.com');
    await visitor.press('Send invitations');
    await visitor.sees('Invitations successfully sent');
    await visitor.page.getByRole('tab', { name: /invitations/i }).click();
    const row = visitor.page.getByRole('row', { name: /alan/ });
    await visitor.chooseFrom(row.getByRole('button').last(), 'Revoke invitation');
    await visitor.noLongerSees(row);
    expect(await invitationsOf(visitor, id)).toEqual([
      { emailAddress: 'alan@example.com', role: 'org:member', status: 'revoked' },
    ]);
  });

  flow('changes the role of a member, and removes the member', async (visitor) => {
    const { id: organizationId } = await foundedByAda(visitor, 'Engines');
    const { organizations } = visitor.api;
    const { id: userId } = await visitor.userWith(grace.email_address);
    await organizations.createOrganizationMembership({ organizationId, userId, role: 'org:member' });
    await visitor.goToSignedIn('/organization-profile#/organization-members');
    await visitor.enter(organizationId);
    const row = visitor.page.getByRole('row', { name: /grace/i });
    await row.getByRole('button', { name: 'Member' }).click();
    await visitor.press('Admin');
    await row.getByRole('button', { name: 'Admin' }).waitFor();
    // The choice may show before the service has answered.
    const bothAdminister = { Ada: 'org:admin', Grace: 'org:admin' };
    await vi.waitFor(async () => expect(await rolesIn(visitor, organizationId)).toEqual(bothAdminister), timeoutMs);

    await visitor.chooseFrom(row.getByRole('button').last(), 'Remove member');
    await visitor.noLongerSees(row);
    expect(await rolesIn(visitor, organizationId)).toEqual({ Ada: 'org:admin' });
  });

  flow('leaves', async (visitor) => {
    const { id: organizationId } = await foundedByAda(visitor, 'Engines');
    const { id: userId } = await visitor.userWith(grace.email_address);
    await visitor.api.organizations.createOrganizationMembership({ organizationId, userId, role: 'org:member' });
    await visitor.goToSignedIn('/organization-profile', grace.email_address);
    await visitor.enter(organizationId);
    await visitor.press('Leave organization');
    await visitor.page.getByRole('textbox').fill('Engines');
    await visitor.page.getByRole('button', { name: 'Leave organization' }).last().click();
    await visitor.shows('organization', 'none');
    expect(await rolesIn(visitor, organizationId)).toEqual({ Ada: 'org:admin' });
  });
});
