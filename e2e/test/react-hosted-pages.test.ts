import { expect } from 'vitest';
import { addPasskeyDevice } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';

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

  flow('offer no passkeys without JavaScript, and sign in all the same', async (visitor) => {
    const { emulator, context } = visitor;
    const browser = context.browser();
    if (!browser) throw new Error('The context has no browser.');
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${emulator.url}/sign-in`);
    expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    await page.getByRole('button', { name: /Grace Hopper/ }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await plain.close();
  });
});
