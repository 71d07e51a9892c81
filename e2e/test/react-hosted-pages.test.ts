import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { addPasskeyDevice } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people, type ReactVisitor } from '../harness/react-visitor.js';
import { timeoutMs } from '../harness/visitor.js';

const lea = { address: 'lea@example.com', password: 'a long password' };

/** Settings with which addresses are verified by links only. */
const onlyLinks = { attributes: { email_address: { first_factors: ['email_link'], verifications: ['email_link'] } } };

/** A page of another browser profile, which runs no scripts. */
async function plainPage({ context }: ReactVisitor): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error('The context has no browser.');
  const plain = await browser.newContext({ javaScriptEnabled: false });
  plain.setDefaultTimeout(timeoutMs);
  return plain.newPage();
}

/** Sides of a page that a narrow phone would have to scroll to. */
const hiddenWidth = () => document.documentElement.scrollWidth - window.innerWidth;

describeFlows('the hosted pages', (flow) => {
  flow('sign in with a passkey that was made in the application', async (visitor) => {
    const { page, emulator, appUrl } = visitor;
    await addPasskeyDevice(visitor);
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Add a passkey');
    await visitor.sees(/^Created:/);
    await visitor.context.clearCookies();
    await page.goto(`${emulator.url}/sign-in?redirect_url=${encodeURIComponent(`${appUrl}/home`)}`);
    await visitor.press('Use a passkey');
    await visitor.arrivesAt('/home');
    await visitor.shows('name', 'Ada Lovelace');
  });

  flow('say why a passkey cannot be used, and can be tried again', async (visitor) => {
    const { page, emulator } = visitor;
    const started = await visitor.context.newCDPSession(page);
    await started.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
    } as const;
    await started.send('WebAuthn.addVirtualAuthenticator', { options });
    await page.goto(`${emulator.url}/sign-in`);
    await visitor.press('Use a passkey');
    await page.getByRole('alert').getByText('The passkey could not be used').waitFor();
    await page.getByRole('button', { name: 'Use your passkey' }).waitFor();
    await page.getByRole('link', { name: 'Back to sign-in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  flow('let a person create an organization with the keyboard, on a narrow screen', async (visitor) => {
    const { page, emulator, appUrl } = visitor;
    await emulator.settings.update({ organizations: { force_organization_selection: true } });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${emulator.url}/sign-in?redirect_url=${encodeURIComponent(`${appUrl}/home`)}`);
    expect(await page.evaluate(hiddenWidth)).toBeLessThanOrEqual(0);
    await visitor.fill('Email address or username', people.ada.email_address);
    await visitor.fill('Password', people.ada.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choose an organization' }).waitFor();
    expect(await page.evaluate(hiddenWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('textbox', { name: 'Name of the organization' }).focus();
    await page.keyboard.type('Analytical Engines');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await visitor.arrivesAt('/home');
    await visitor.shows('organization name', 'Analytical Engines');
  });

  flow('sign up by a link, which takes both tabs to the application', async (visitor) => {
    const { page, emulator, appUrl } = visitor;
    await emulator.settings.update(onlyLinks);
    await page.goto(`${emulator.url}/sign-up?redirect_url=${encodeURIComponent(`${appUrl}/home`)}`);
    await visitor.fill('Email address', lea.address);
    await page.getByLabel('Password').fill(lea.password);
    await visitor.press('Sign up');
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    const { link = '' } = await emulator.inbox.next(lea.address, { timeoutMs });
    const other = await visitor.context.newPage();
    await other.goto(link);
    const { id } = await visitor.userWith(lea.address);
    await other.locator(`output[aria-label="user"]:text-is("${id}")`).waitFor();
    await visitor.arrivesAt('/home');
    await visitor.shows('user', id);
  });
});

describeFlows('the hosted pages without JavaScript', (flow) => {
  flow('offer no passkeys, and sign in all the same', async (visitor) => {
    const page = await plainPage(visitor);
    await page.goto(`${visitor.emulator.url}/sign-in`);
    expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    await page.getByRole('button', { name: /Grace Hopper/ }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await page.context().close();
  });

  flow('sign up by a link that is opened on another device', async (visitor) => {
    const { emulator } = visitor;
    await emulator.settings.update(onlyLinks);
    const page = await plainPage(visitor);
    await page.goto(`${emulator.url}/sign-up`);
    await page.getByLabel('Email address').fill(lea.address);
    await page.getByLabel('Password').fill(lea.password);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    const { link = '' } = await emulator.inbox.next(lea.address, { timeoutMs });
    await visitor.page.goto(link);
    await visitor.page.getByRole('heading', { name: 'The link was accepted' }).waitFor();
    // The page that waits loads itself again.
    await page.waitForURL(`${emulator.url}/user`);
    await page.getByText(lea.address).first().waitFor();
    await page.context().close();
  });

  flow('take an invitation, and ask to join a suggested organization', async (visitor) => {
    const { emulator, api } = visitor;
    await emulator.settings.update({ organizations: { force_organization_selection: true } });
    const { id: createdBy } = await visitor.userWith(people.ada.email_address);
    const { id: userId } = await visitor.userWith(people.grace.email_address);
    const [engines, weavers] = await Promise.all([
      api.organizations.createOrganization({ name: 'Engines', createdBy }),
      api.organizations.createOrganization({ name: 'Weavers', createdBy }),
    ]);
    const emailAddress = people.grace.email_address;
    const role = 'org:member';
    await api.organizations.createOrganizationInvitation({ organizationId: engines.id, emailAddress, role });
    const domain = { name: 'example.com', enrollmentMode: 'automatic_suggestion', verified: true } as const;
    await api.organizations.createOrganizationDomain({ organizationId: weavers.id, ...domain });
    const page = await plainPage(visitor);
    await page.goto(`${emulator.url}/sign-in`);
    await page.getByRole('button', { name: /Grace Hopper/ }).click();
    await page.getByRole('button', { name: /Weavers.*ask to join/ }).click();
    await page.getByText('You asked to join Weavers').waitFor();
    await page.getByRole('button', { name: /Engines.*Accept the invitation as Member/ }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    const { data } = await api.sessions.getSessionList({ userId });
    expect(data).toMatchObject([{ status: 'active', lastActiveOrganizationId: engines.id }]);
    await page.context().close();
  });
});
