import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import type { ReactVisitor } from '../harness/react-visitor.js';

const nina = 'nina@corp.example';

/** Gives the people of a domain a connection. */
async function connect({ api }: ReactVisitor): Promise<void> {
  const wanted = { name: 'Big Corp', provider: 'saml_custom', domains: ['corp.example'] } as const;
  const { id } = await api.enterpriseConnections.createEnterpriseConnection(wanted);
  await api.enterpriseConnections.updateEnterpriseConnection(id, { active: true });
}

/** On the page of the provider: becomes a person. */
async function becomes({ page }: ReactVisitor, emailAddress: string): Promise<void> {
  await page.getByRole('heading', { name: 'Continue with Big Corp' }).waitFor();
  await page.getByLabel('Email address').fill(emailAddress);
  await page.getByLabel('First name').fill('Nina');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

describeFlows('enterprise SSO', (flow) => {
  flow('signs people of the enterprise in with their address only', async (visitor) => {
    await connect(visitor);
    const { id } = await visitor.api.users.createUser({ emailAddress: [nina], password: 'connexion of the sciences' });
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', nina);
    await visitor.press('Continue');
    await becomes(visitor, nina);
    await visitor.shows('user', id);
    expect((await visitor.userWith(nina)).enterpriseAccounts).toMatchObject([{ emailAddress: nina }]);
  });

  flow('makes an account for unknown people who sign in', async (visitor) => {
    await connect(visitor);
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', nina);
    await visitor.press('Continue');
    await becomes(visitor, nina);
    await visitor.shows('sessions', '1');
    await visitor.shows('user', (await visitor.userWith(nina)).id);
  });

  flow('makes an account for people who sign up, and shows the connection in the profile', async (visitor) => {
    await connect(visitor);
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', nina);
    await visitor.fill('Password', 'connexion of the sciences');
    await visitor.press('Continue');
    await becomes(visitor, nina);
    await visitor.shows('sessions', '1');
    const user = await visitor.userWith(nina);
    await visitor.shows('user', user.id);
    expect(user.primaryEmailAddress?.verification?.status).toBe('verified');
    await visitor.goTo('/user-profile');
    await visitor.sees('Big Corp');
  });
});
