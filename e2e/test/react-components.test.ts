import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { clickUntil } from '../harness/visitor.js';

/** Each page of the app, and a text or label that it shows once it is drawn. */
const signedOut = [
  ['/sign-in', 'Sign in to'],
  ['/sign-up', 'Create your account'],
] as const;

const signedIn = [
  ['/user-profile', 'Profile details'],
  ['/user-profile#/security', 'Active devices'],
  ['/user-profile#/billing', 'Subscription'],
  ['/user-profile#/api-keys', 'Add new key'],
  ['/organization-profile', 'Verified domains'],
  ['/organization-profile#/organization-members', 'Katherine'],
  ['/organization-profile#/organization-billing', 'Subscription'],
  ['/organization-profile#/organization-api-keys', 'Add new key'],
  ['/organization-list', 'Moon Landing'],
  ['/create-organization', 'Create organization'],
  ['/pricing-table', 'Active'],
  ['/api-keys', 'Add new key'],
] as const;

describeFlows('every component', (flow) => {
  const demo = { seed: undefined };
  flow(
    'is drawn without an error and without a failed request',
    async (visitor) => {
      const { page, faults } = visitor;
      const draw = async (path: string, text: string): Promise<void> => {
        await visitor.goTo(path);
        await visitor.sees(text);
        await page.waitForLoadState('networkidle');
        expect(faults, path).toEqual([]);
      };
      for (const [path, text] of signedOut) await draw(path, text);

      await visitor.goToSignedIn('/user-button', 'katherine@example.com');
      const { data } = await visitor.api.users.getOrganizationMembershipList({ userId: await visitor.read('user') });
      const [lab] = data.filter(({ organization }) => organization.name === 'Trajectory Lab');
      await visitor.enter(lab?.organization.id ?? '');
      const userMenu = visitor.page.getByRole('button', { name: /user menu/i }).first();
      await clickUntil(userMenu, () => visitor.page.getByText('Manage account').first().isVisible());
      for (const [path, text] of signedIn) await draw(path, text);
      await visitor.goTo('/organization-switcher');
      const switcher = visitor.page.getByRole('button', { name: /organization switcher/i }).first();
      await clickUntil(switcher, () => visitor.page.getByText('Create organization').first().isVisible());
      expect([faults, visitor.pageErrors]).toEqual([[], []]);
      await visitor.shows('status', 'ready');
    },
    demo,
  );
});
