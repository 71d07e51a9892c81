import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';
import { timeoutMs } from '../harness/visitor.js';

describeFlows('<SignUp/>', (flow) => {
  flow('makes an account, after a wrong code, and signs in', async (visitor) => {
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    const { code = '' } = await visitor.emulator.inbox.next('mary@example.com', { timeoutMs });
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(code);
    await visitor.shows('sessions', '1');
    await visitor.arrivesAt('/home');

    const user = await visitor.userWith('mary@example.com');
    await visitor.shows('user', user.id);
    expect(user.passwordEnabled).toBe(true);
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
  });

  flow('accepts an invitation, and verifies its address by that', async (visitor) => {
    const { api, page, appUrl } = visitor;
    const emailAddress = 'mary@example.com';
    const { id, url } = await api.invitations.createInvitation({ emailAddress, redirectUrl: `${appUrl}/sign-up` });
    await page.goto(url ?? '');
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await visitor.arrivesAt('/home');
    const user = await visitor.userWith(emailAddress);
    await visitor.shows('user', user.id);
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
    const { data } = await api.invitations.getInvitationList({ status: 'accepted' });
    expect(data.map((invitation) => invitation.id)).toEqual([id]);
  });

  flow('verifies the address by a link if the settings have links', async (visitor) => {
    const { context, emulator } = visitor;
    await emulator.settings.update({ attributes: { email_address: { verifications: ['email_code', 'email_link'] } } });
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await visitor.sees('Verify your email');
    const { link = '' } = await visitor.emulator.inbox.next('mary@example.com', { timeoutMs });
    const other = await context.newPage();
    await other.goto(link);
    await other.getByText('The client is loaded.').waitFor();
    await visitor.shows('sessions', '1');
    const user = await visitor.userWith('mary@example.com');
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
  });

  flow('signs in whom a provider and the application know', async (visitor) => {
    await visitor.goTo('/sign-up');
    await visitor.press(/google/i);
    await visitor.press(/grace hopper/i);
    await visitor.shows('name', 'Grace Hopper');
    expect((await visitor.api.users.getUserList()).totalCount).toBe(2);
  });

  flow('is closed while sign-ups are restricted', async (visitor) => {
    await visitor.emulator.settings.update({ sign_up: { mode: 'restricted' } });
    await visitor.goTo('/sign-up');
    await visitor.sees('Access restricted');
  });

  flow('says that an address is taken', async (visitor) => {
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', people.ada.email_address);
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await visitor.sees(/email address is taken/i);
    expect((await visitor.api.users.getUserList()).totalCount).toBe(2);
  });
});
