import {
  APIKeys,
  CreateOrganization,
  OAuthConsent,
  OrganizationList,
  OrganizationProfile,
  OrganizationSwitcher,
  PricingTable,
  SignIn,
  SignUp,
  TaskChooseOrganization,
  TaskResetPassword,
  TaskSetupMFA,
  UserButton,
  UserProfile,
  Waitlist,
  useOrganization,
} from '@clerk/react';
import type { ReactElement } from 'react';

/** The component fails where no organization is active. */
function ProfileOfActiveOrganization(): ReactElement | null {
  const { organization } = useOrganization();
  return organization ? <OrganizationProfile routing="hash" /> : null;
}

/** One component each, by path. */
const pages: Readonly<Record<string, () => ReactElement>> = {
  '/sign-in': () => <SignIn routing="hash" signUpUrl="/sign-up" fallbackRedirectUrl="/home" />,
  '/sign-up': () => <SignUp routing="hash" signInUrl="/sign-in" fallbackRedirectUrl="/home" />,
  '/user-button': () => <UserButton />,
  '/user-profile': () => <UserProfile routing="hash" />,
  '/organization-switcher': () => <OrganizationSwitcher />,
  '/organization-profile': () => <ProfileOfActiveOrganization />,
  '/organization-list': () => <OrganizationList />,
  '/create-organization': () => (
    <CreateOrganization routing="hash" afterCreateOrganizationUrl="/organization-profile" />
  ),
  '/pricing-table': () => <PricingTable />,
  '/api-keys': () => <APIKeys />,
  '/waitlist': () => <Waitlist />,
  '/oauth-consent': () => <OAuthConsent />,
  '/tasks/choose-organization': () => <TaskChooseOrganization redirectUrlComplete="/home" />,
  '/tasks/reset-password': () => <TaskResetPassword redirectUrlComplete="/home" />,
  '/tasks/setup-mfa': () => <TaskSetupMFA redirectUrlComplete="/home" />,
};

/** The page at a path; other paths show no component. */
export function Page({ path }: { readonly path: string }): ReactElement | null {
  return pages[path]?.() ?? null;
}
