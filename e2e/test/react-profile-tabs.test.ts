import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import type { ReactVisitor } from '../harness/react-visitor.js';

/** Katherine administers this organization of the demo world. */
const organizationName = 'Trajectory Lab';
const demo = { seed: undefined };

/** Goes to a page as Katherine, in her organization. @returns the id of the organization */
async function enterLab(visitor: ReactVisitor, path: string): Promise<string> {
  await visitor.goToSignedIn(path, 'katherine@example.com');
  const { data } = await visitor.api.users.getOrganizationMembershipList({ userId: await visitor.read('user') });
  const id = data.find(({ organization }) => organization.name === organizationName)?.organization.id ?? '';
  await visitor.enter(id);
  return id;
}

/** Creates a key with the form that is open. @returns its secret */
async function createKey(visitor: ReactVisitor, name: string): Promise<string> {
  await visitor.press('Add new key');
  await visitor.fill('Secret key name', name);
  await visitor.press('Create key');
  await visitor.sees(/copy your .* now/i);
  return visitor.page.locator('input[readonly]').inputValue();
}

/** Waits until the page shows the name of a plan. */
async function seesPlan(visitor: ReactVisitor, slug: string): Promise<void> {
  const { data } = await visitor.api.billing.getPlanList();
  await visitor.sees(new RegExp(`^${data.find((plan) => plan.slug === slug)?.name ?? slug}$`));
}

describeFlows('tabs of <UserProfile/>', (flow) => {
  flow(
    'list the keys of the user, create one, and show the plan',
    async (visitor) => {
      await visitor.goToSignedIn('/user-profile#/api-keys', 'katherine@example.com');
      await visitor.sees('Demo key');
      const key = await visitor.api.apiKeys.verify(await createKey(visitor, 'robot'));
      expect(key).toMatchObject({ name: 'robot', subject: await visitor.read('user') });
      await visitor.goTo('/user-profile#/billing');
      await seesPlan(visitor, 'pro_user');
      expect(visitor.faults).toEqual([]);
    },
    demo,
  );
});

describeFlows('tabs of <OrganizationProfile/>', (flow) => {
  flow(
    'create a key of the organization, and revoke it',
    async (visitor) => {
      const organizationId = await enterLab(visitor, '/organization-profile#/organization-api-keys');
      const key = await visitor.api.apiKeys.verify(await createKey(visitor, 'deploy'));
      expect(key).toMatchObject({ name: 'deploy', subject: organizationId });

      await visitor.press(/close/i);
      const menu = visitor.page.getByRole('row', { name: /deploy/ }).getByRole('button');
      await visitor.chooseFrom(menu, 'Revoke key');
      await visitor.page.getByRole('textbox').last().fill('Revoke');
      await visitor.page.getByRole('button', { name: 'Revoke key' }).last().click();
      await visitor.sees('No API keys found');
      expect(await visitor.api.apiKeys.get(key.id)).toMatchObject({ revoked: true });
    },
    demo,
  );

  flow(
    'show the plan of the organization',
    async (visitor) => {
      await enterLab(visitor, '/organization-profile#/organization-billing');
      await visitor.sees('Subscription');
      await seesPlan(visitor, 'free_org');
      expect(visitor.faults).toEqual([]);
    },
    demo,
  );
});
