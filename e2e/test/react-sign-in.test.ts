import { expect } from 'vitest';
import { addPasskeyDevice, authenticatorCode } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';
import { clickUntil, timeoutMs } from '../harness/visitor.js';

const { ada, grace } = people;

describeFlows('<SignIn/>', (flow) => {
  flow('signs in with a password, after a wrong one', async (visitor) => {
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', ada.email_address);
    await visitor.press('Continue');
    await visitor.sees('Enter your password');
    await visitor.fill('Password', 'not the password');
    await visitor.press('Continue');
    await visitor.sees(/password is incorrect/i);

    await visitor.fill('Password', ada.password);
    await visitor.press('Continue');
    const { id } = await visitor.userWith(ada.email_address);
    await visitor.arrivesAt('/home');
    await visitor.shows('user', id);
    await visitor.shows('name', 'Ada Lovelace');
    const { data: sessions } = await visitor.api.sessions.getSessionList({ userId: id, status: 'active' });
    expect(sessions.map((session) => session.id)).toEqual([await visitor.read('session')]);
    expect(visitor.pageErrors).toEqual([]);
    // The components have the addresses of the providers' pictures in their code.
    expect([...visitor.otherHosts]).toEqual(['img.clerk.com']);
  });

  flow('signs in with a code sent by e-mail', async (visitor) => {
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', ada.email_address);
    await visitor.press('Continue');
    await visitor.page
      .getByRole('button', { name: /email code/i })
      .or(visitor.page.getByText('Use another method'))
      .first()
      .click();
    await visitor.page.getByRole('button', { name: /email code/i }).click();
    await visitor.enterCodeSentTo(ada.email_address);
    await visitor.shows('name', 'Ada Lovelace');
  });

  flow('signs in with a link sent by e-mail, in both tabs', async (visitor) => {
    await visitor.emulator.settings.update({ attributes: { email_address: { first_factors: ['email_link'] } } });
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', ada.email_address);
    await visitor.press('Continue');
    await visitor.click('Use another method');
    await visitor.press(/email link/i);
    await visitor.sees('Check your email');
    const { link = '' } = await visitor.emulator.inbox.next(ada.email_address, { timeoutMs });
    const other = await visitor.context.newPage();
    await other.goto(link);
    await other.getByText('Ada Lovelace').waitFor();
    await visitor.sees('Signed in on other tab');
  });

  flow('signs in with a code sent by SMS', async (visitor) => {
    const number = '+15555550100';
    const { id } = await visitor.api.users.createUser({ phoneNumber: [number], password: 'the book of numbers' });
    await visitor.goTo('/sign-in');
    await visitor.click('Use phone');
    await visitor.page.getByRole('textbox', { name: 'Phone number' }).fill(number);
    await visitor.press('Continue');
    await visitor.click('Use another method');
    await visitor.press(/SMS code/i);
    await visitor.enterCodeSentTo(number);
    await visitor.shows('user', id);
  });

  flow('sets a forgotten password', async (visitor) => {
    const { id: userId } = await visitor.userWith(ada.email_address);
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', ada.email_address);
    await visitor.press('Continue');
    await visitor.click('Forgot password?');
    await visitor.press('Reset your password');
    await visitor.enterCodeSentTo(ada.email_address);
    const password = 'another horse battery';
    await visitor.fill('New password', password);
    await visitor.fill('Confirm password', password);
    await visitor.sees('Passwords match.');
    await visitor.press('Reset Password');
    await visitor.shows('user', userId);
    expect(await visitor.api.users.verifyPassword({ userId, password })).toMatchObject({ verified: true });
  });

  flow('asks for the second factor: an authenticator application, then a backup code', async (visitor) => {
    const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const account = { username: 'mary', password: 'connexion of the sciences', totpSecret, backupCodes: ['backup01'] };
    const { id } = await visitor.api.users.createUser(account);
    const signIn = async () => {
      await visitor.goTo('/sign-in');
      await visitor.fill('Email address or username', account.username);
      await visitor.fill('Password', account.password);
      await visitor.press('Continue');
      await visitor.sees('Two-step verification');
      await visitor.shows('user', 'none');
    };
    await signIn();
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(authenticatorCode(totpSecret));
    await visitor.shows('user', id);
    await visitor.context.clearCookies();
    await signIn();
    await visitor.click('Use another method');
    await visitor.press(/backup code/i);
    await visitor.fill('Backup code', 'backup01');
    await visitor.press('Continue');
    await visitor.shows('user', id);
  });

  flow('signs in with a passkey', async (visitor) => {
    await addPasskeyDevice(visitor);
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Add a passkey');
    await visitor.sees(/^Created:/);
    await visitor.context.clearCookies();
    await visitor.goTo('/sign-in');
    await visitor.click(/use passkey/i);
    await visitor.shows('name', 'Ada Lovelace');
  });

  flow('signs in at a provider, which knows a person', async (visitor) => {
    await visitor.goTo('/sign-in');
    await visitor.press(/google/i);
    await visitor.press(/grace hopper/i);
    await visitor.arrivesAt('/home');
    await visitor.shows('name', 'Grace Hopper');
    const { externalAccounts } = await visitor.userWith(grace.email_address);
    expect(externalAccounts).toMatchObject([{ provider: 'oauth_google', emailAddress: grace.email_address }]);
  });

  flow('signs up whom a provider knows and the application does not', async (visitor) => {
    await visitor.goTo('/sign-in');
    await visitor.press(/google/i);
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.page.getByLabel('First name').fill('Mary');
    await visitor.page.getByLabel('Last name').fill('Somerville');
    await visitor.press('Continue');
    await visitor.shows('name', 'Mary Somerville');
    expect(await visitor.userWith('mary@example.com')).toMatchObject({ passwordEnabled: false });
  });

  flow('says that nobody has an address', async (visitor) => {
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', 'nobody@example.com');
    await visitor.press('Continue');
    await visitor.sees(/couldn.t find your account/i);
    await visitor.shows('user', 'none');
  });
});

describeFlows('<UserButton/>', (flow) => {
  flow('shows the picture, and signs out', async (visitor) => {
    const sessionId = await visitor.goToSignedIn('/user-button');
    const picture = visitor.page.getByRole('button', { name: /user (button|menu)/i }).locator('img');
    await picture.waitFor();
    expect(
      await picture.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth;
      }),
    ).toBeGreaterThan(0);

    await clickUntil(picture, () => visitor.page.getByText(ada.email_address).first().isVisible());
    await visitor.press('Sign out');
    await visitor.shows('user', 'none');
    expect(await visitor.api.sessions.getSession(sessionId)).toMatchObject({ status: 'removed' });
  });

  flow('adds an account, changes between the accounts, and signs out of all', async (visitor) => {
    await visitor.goToSignedIn('/user-button');
    const { id: adaId } = await visitor.userWith(ada.email_address);
    const { id: graceId } = await visitor.userWith(grace.email_address);
    const menu = visitor.page.getByRole('button', { name: /user (button|menu)/i });
    await visitor.chooseFrom(menu, 'Add account');
    await visitor.fill('Email address or username', grace.email_address);
    await visitor.fill('Password', grace.password);
    await visitor.press('Continue');
    await visitor.shows('user', graceId);
    await visitor.shows('sessions', '2');

    await visitor.goTo('/user-button');
    await visitor.chooseFrom(menu, /ada lovelace/i);
    await visitor.shows('user', adaId);

    await visitor.goTo('/user-button');
    await visitor.chooseFrom(menu, 'Sign out of all accounts');
    await visitor.shows('user', 'none');
    await visitor.shows('sessions', '0');
    for (const userId of [adaId, graceId])
      expect((await visitor.api.sessions.getSessionList({ userId, status: 'active' })).data).toEqual([]);
  });
});
