import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { anyCode, people } from '../harness/react-visitor.js';

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
    await visitor.enterCode(anyCode);
    await visitor.shows('name', 'Ada Lovelace');
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

    await picture.click();
    await visitor.sees(ada.email_address);
    await visitor.press('Sign out');
    await visitor.shows('user', 'none');
    expect(await visitor.api.sessions.getSession(sessionId)).toMatchObject({ status: 'removed' });
  });

  flow('adds an account, changes between the accounts, and signs out of all', async (visitor) => {
    await visitor.goToSignedIn('/user-button');
    const { id: adaId } = await visitor.userWith(ada.email_address);
    const { id: graceId } = await visitor.userWith(grace.email_address);
    const open = () => visitor.page.getByRole('button', { name: /user (button|menu)/i }).click();
    await open();
    await visitor.press('Add account');
    await visitor.fill('Email address or username', grace.email_address);
    await visitor.fill('Password', grace.password);
    await visitor.press('Continue');
    await visitor.shows('user', graceId);
    await visitor.shows('sessions', '2');

    await visitor.goTo('/user-button');
    await open();
    await visitor.press(/ada lovelace/i);
    await visitor.shows('user', adaId);

    await visitor.goTo('/user-button');
    await open();
    await visitor.press('Sign out of all accounts');
    await visitor.shows('user', 'none');
    await visitor.shows('sessions', '0');
    for (const userId of [adaId, graceId])
      expect((await visitor.api.sessions.getSessionList({ userId, status: 'active' })).data).toEqual([]);
  });
});
