import { clerk, clerkSetup, createAgentTestingTask, setupClerkTestingToken } from '@clerk/testing/playwright';
import { afterAll, expect, vi } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { people, type ReactVisitor } from '../harness/react-visitor.js';

const { ada } = people;
/** An address and a number that the package takes for ones of tests. */
const testAddress = 'mary+clerk_test@example.com';
const testNumber = '+15555550100';

// The package reads its settings from the environment. What it keeps there is the same for every emulator, but for the port.
afterAll(() => vi.unstubAllEnvs());

async function setUp({ emulator }: ReactVisitor): Promise<void> {
  for (const [name, value] of Object.entries(emulator.env)) vi.stubEnv(name, value);
  await clerkSetup({ publishableKey: emulator.publishableKey, secretKey: emulator.secretKey, dotenv: false });
}

describeFlows('@clerk/testing', (flow) => {
  flow('signs in by each strategy, and out', async (visitor) => {
    const { page, api, context } = visitor;
    const mary = await api.users.createUser({ emailAddress: [testAddress], phoneNumber: [testNumber] });
    await setUp(visitor);
    await setupClerkTestingToken({ context });
    await page.goto('/');
    await clerk.loaded({ page });

    await clerk.signIn({
      page,
      signInParams: { strategy: 'password', identifier: ada.email_address, password: ada.password },
    });
    await visitor.shows('name', 'Ada Lovelace');
    await clerk.signOut({ page });
    await visitor.shows('user', 'none');

    await clerk.signIn({ page, signInParams: { strategy: 'email_code', identifier: testAddress } });
    await visitor.shows('user', mary.id);
    await clerk.signOut({ page });
    await visitor.shows('user', 'none');

    const { token: ticket } = await api.signInTokens.createSignInToken({ userId: mary.id, expiresInSeconds: 60 });
    await clerk.signIn({ page, signInParams: { strategy: 'ticket', ticket } });
    await visitor.shows('user', mary.id);
    await clerk.signOut({ page });
    await visitor.shows('user', 'none');

    await clerk.signIn({ page, signInParams: { strategy: 'phone_code', identifier: testNumber } });
    await visitor.shows('user', mary.id);
    const { data } = await api.sessions.getSessionList({ userId: mary.id });
    expect(data.map(({ status }) => status).sort()).toEqual(['active', 'removed', 'removed']);
  });

  flow('signs in with one navigation, by a task for an agent', async (visitor) => {
    const { id } = await visitor.userWith(ada.email_address);
    const { url } = await createAgentTestingTask({
      onBehalfOf: { userId: id },
      permissions: '*',
      agentName: 'browser tests',
      taskDescription: 'Look at the page',
      redirectUrl: `${visitor.appUrl}/user-button`,
      apiUrl: visitor.emulator.url,
      secretKey: visitor.emulator.secretKey,
    });
    await visitor.page.goto(url);
    await visitor.shows('user', id);
  });
});
