import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';

describeFlows('<SignUp/>', (flow) => {
  flow('says that an address is taken', async (visitor) => {
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', people.ada.email_address);
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await visitor.sees(/email address is taken/i);
    expect((await visitor.api.users.getUserList()).totalCount).toBe(2);
  });
});
