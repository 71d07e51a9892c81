import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { anyCode, people } from '../harness/react-visitor.js';

describeFlows('<SignUp/>', (flow) => {
  flow('makes an account, after a wrong code, and signs in', async (visitor) => {
    // With links as well, the component would send a link.
    await visitor.emulator.settings.update({ attributes: { email_address: { verifications: ['email_code'] } } });
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(anyCode);
    await visitor.shows('sessions', '1');
    await visitor.arrivesAt('/home');

    const user = await visitor.userWith('mary@example.com');
    await visitor.shows('user', user.id);
    expect(user.passwordEnabled).toBe(true);
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
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
