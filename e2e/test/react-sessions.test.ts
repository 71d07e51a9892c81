import { decodeJwt } from '@acme/backend/jwt';
import { expect } from 'vitest';
import { authenticatorCode } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';

const { ada } = people;

describeFlows('tasks of a session', (flow) => {
  flow('asks for a new password, a second factor and an organization before a sign-in counts', async (visitor) => {
    const { emulator, api, page } = visitor;
    await emulator.settings.update({
      sign_in: { second_factor: { required: true } },
      organizations: { force_organization_selection: true },
    });
    const { id: userId } = await visitor.userWith(ada.email_address);
    await api.users.setPasswordCompromised(userId);
    const statuses = async () => {
      const { data } = await api.sessions.getSessionList({ userId });
      return data.map(({ status }) => status);
    };
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', ada.email_address);
    await visitor.fill('Password', ada.password);
    await visitor.press('Continue');

    await visitor.arrivesAt('/tasks/reset-password');
    await visitor.shows('sessions', '1');
    await visitor.shows('user', 'none');
    expect(await statuses()).toEqual(['pending']);
    await visitor.fill('New password', 'another horse battery');
    await visitor.fill('Confirm password', 'another horse battery');
    await visitor.sees('Passwords match.');
    await visitor.press('Reset Password');

    await visitor.arrivesAt('/tasks/setup-mfa');
    await visitor.press(/authenticator application/i);
    await visitor.press(/scan QR code/i);
    const secret = await page.getByRole('textbox').inputValue();
    await visitor.press('Continue');
    await visitor.enterCode(authenticatorCode(secret));
    await visitor.press(/continue|finish/i);

    await visitor.arrivesAt('/tasks/choose-organization');
    await visitor.fill('Name', 'Engines');
    await visitor.press('Continue');

    // Once nothing is left to do, the official component leaves by itself: on a slow machine sometimes to the sign-in page.
    await visitor.shows('organization name', 'Engines');
    await page.waitForURL(({ pathname }) => !pathname.startsWith('/tasks/'));
    await visitor.goTo('/home');
    await visitor.shows('user', userId);
    await visitor.shows('organization name', 'Engines');
    expect(await statuses()).toEqual(['active']);
    expect(await api.users.verifyPassword({ userId, password: 'another horse battery' })).toBeTruthy();
    expect(await visitor.userWith(ada.email_address)).toMatchObject({ totpEnabled: true });
  });
});

describeFlows('<TaskChooseOrganization/>', (flow) => {
  flow('accepts an invitation, and asks to join a suggested organization', async (visitor) => {
    const { emulator, api } = visitor;
    await emulator.settings.update({ organizations: { force_organization_selection: true } });
    const { id: createdBy } = await visitor.userWith(people.grace.email_address);
    const { id: userId } = await visitor.userWith(ada.email_address);
    const engines = await api.organizations.createOrganization({ name: 'Engines', createdBy });
    const weavers = await api.organizations.createOrganization({ name: 'Weavers', createdBy });
    const invitation = { organizationId: engines.id, emailAddress: ada.email_address, role: 'org:member' };
    await api.organizations.createOrganizationInvitation(invitation);
    const domain = { name: 'example.com', enrollmentMode: 'automatic_suggestion', verified: true } as const;
    await api.organizations.createOrganizationDomain({ organizationId: weavers.id, ...domain });
    await visitor.signInWithCookies();
    await visitor.goTo('/tasks/choose-organization');
    await visitor.press('Request to join');
    await visitor.sees('Pending approval');
    await visitor.press('Join');
    await visitor.press(/^Engines/);
    await visitor.shows('organization', engines.id);
    await visitor.shows('user', userId);
  });
});

describeFlows('getToken()', (flow) => {
  flow('gets tokens of a template, and for an organization', async (visitor) => {
    const { api, page } = visitor;
    await api.jwtTemplates.create({ name: 'shop', claims: { aud: 'shop', mail: '{{user.primary_email_address}}' } });
    const sessionId = await visitor.goToSignedIn('/home');
    const { id } = await api.organizations.createOrganization({
      name: 'Engines',
      createdBy: await visitor.read('user'),
    });
    const tokens = await page.evaluate(async (organizationId) => {
      const session = window.Clerk.session;
      return [await session?.getToken({ template: 'shop' }), await session?.getToken({ organizationId })];
    }, id);
    const [shop, organization] = tokens.map((token) => decodeJwt(token ?? '').payload);
    expect(shop).toMatchObject({ aud: 'shop', mail: ada.email_address });
    expect(organization).toMatchObject({ sid: sessionId, o: { id, rol: 'admin' } });
  });
});

describeFlows('<ClerkDegraded/>', (flow) => {
  flow('is drawn while the client works on after a fault of the service, and <ClerkLoaded/> too', async (visitor) => {
    // The client cannot read this, and loads at the second attempt.
    const body = { auth_config: {}, commerce_settings: { billing: {} } };
    visitor.emulator.faults.add({ path: '/v1/environment', status: 200, body, times: 1 });
    await visitor.signInWithCookies();
    await visitor.page.goto('/user-button');
    await visitor.shows('status', 'degraded');
    await visitor.sees('The client is degraded.');
    await visitor.sees('The client is loaded.');
    await visitor.shows('name', 'Ada Lovelace');

    await visitor.goTo('/user-button');
    await visitor.noLongerSees(visitor.page.getByText('The client is degraded.'));
  });
});
