import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';

describeFlows('<APIKeys/>', (flow) => {
  flow('creates a key, which verifies, and revokes it', async (visitor) => {
    await visitor.goToSignedIn('/api-keys');
    await visitor.press('Add new key');
    await visitor.fill('Secret key name', 'robot');
    await visitor.press('Create key');
    await visitor.sees(/copy your .* now/i);
    const secret = await visitor.page.locator('input[readonly]').inputValue();
    const key = await visitor.api.apiKeys.verify(secret);
    expect(key).toMatchObject({ name: 'robot', subject: await visitor.read('user'), revoked: false });

    await visitor.press(/close/i);
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /menu/i }).first(), 'Revoke key');
    await visitor.page.getByRole('textbox').last().fill('Revoke');
    await visitor.page.getByRole('button', { name: 'Revoke key' }).last().click();
    await visitor.sees('No API keys found');
    expect(await visitor.api.apiKeys.get(key.id)).toMatchObject({ revoked: true });
  });
});

describeFlows('<PricingTable/>', (flow) => {
  flow('shows the plans, and which one is active', async (visitor) => {
    const { data: plans } = await visitor.api.billing.getPlanList({ payerType: 'user' });
    expect(plans.length).toBeGreaterThan(1);
    await visitor.goToSignedIn('/pricing-table');
    for (const { name } of plans) await visitor.sees(name);
    await visitor.sees('Active');
    await visitor.sees('Subscribe');
    expect(visitor.pageErrors).toEqual([]);
  });
});

describeFlows('<Waitlist/>', (flow) => {
  flow('puts an address on the list, and sign-up leads there', async (visitor) => {
    await visitor.emulator.settings.update({ sign_up: { mode: 'waitlist' } });
    await visitor.goTo('/sign-up');
    await visitor.press('Join waitlist');
    await visitor.arrivesAt('/waitlist');
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.press('Join the waitlist');
    await visitor.sees('Thanks for joining the waitlist!');
    const { data } = await visitor.api.waitlistEntries.list();
    expect(data).toMatchObject([{ emailAddress: 'mary@example.com', status: 'pending' }]);
  });
});

describeFlows('<OAuthConsent/>', (flow) => {
  flow('sends the person who allows, and the one who denies, to the application', async (visitor) => {
    const { api, appUrl, page } = visitor;
    const redirectUri = `${appUrl}/home`;
    const state = 'a-state-of-the-application';
    const application = await api.oauthApplications.create({
      name: 'Reader',
      redirectUris: [redirectUri],
      scopes: 'profile email',
    });
    await visitor.signInWithCookies();
    const requests = async () => {
      const query = {
        client_id: application.clientId,
        redirect_uri: redirectUri,
        scope: 'profile email',
        state,
      };
      await visitor.goTo(`/oauth-consent?${new URLSearchParams({ response_type: 'code', ...query }).toString()}`);
      await visitor.sees(/Reader/);
    };
    const returned = async () => {
      await visitor.arrivesAt('/home');
      return Object.fromEntries(new URL(page.url()).searchParams);
    };
    await requests();
    await visitor.press('Deny');
    expect(await returned()).toMatchObject({ error: 'access_denied', state });
    await requests();
    await visitor.press('Allow');
    expect(await returned()).toMatchObject({ code: expect.stringMatching(/.+/) as string, state });
  });
});
