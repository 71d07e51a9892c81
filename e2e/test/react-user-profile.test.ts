import { expect, vi } from 'vitest';
import { addPasskeyDevice, authenticatorCode } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people } from '../harness/react-visitor.js';
import { timeoutMs } from '../harness/visitor.js';

const { ada } = people;
/** With links as well, the component would send a link. */
const codesOnly = { attributes: { email_address: { verifications: ['email_code'] } } };
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describeFlows('<UserProfile/>', (flow) => {
  flow('changes name, picture and user name', async (visitor) => {
    await visitor.goToSignedIn('/user-profile');
    await visitor.press('Update profile');
    const { imageUrl } = await visitor.userWith(ada.email_address);
    const file = { name: 'picture.png', mimeType: 'image/png', buffer: picture };
    await visitor.page.locator('input[type=file]').setInputFiles(file);
    await visitor.noLongerSees(visitor.page.locator('input[type=file]'));

    await visitor.press('Update profile');
    await visitor.fill('First name', 'Augusta');
    await visitor.fill('Last name', 'King');
    await visitor.press('Save');
    await visitor.shows('name', 'Augusta King');
    await visitor.press('Set username');
    await visitor.fill('Username', 'countess');
    await visitor.press('Save');
    await visitor.sees('Update username');
    const user = await visitor.userWith(ada.email_address);
    expect(user).toMatchObject({ firstName: 'Augusta', lastName: 'King', username: 'countess', hasImage: true });
    expect(user.imageUrl).not.toBe(imageUrl);
    expect(Buffer.from(await (await fetch(user.imageUrl)).arrayBuffer())).toEqual(picture);
  });

  flow('adds an e-mail address, makes it the primary one, and removes the other', async (visitor) => {
    await visitor.emulator.settings.update(codesOnly);
    await visitor.goToSignedIn('/user-profile');
    await visitor.press('Add email address');
    await visitor.fill('Email address', 'countess@example.com');
    await visitor.press('Add');
    const { code = '' } = await visitor.emulator.inbox.next('countess@example.com', { timeoutMs });
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(code);
    await visitor.page.getByRole('button', { name: 'Add email address' }).waitFor();
    const menuOf = (address: string) =>
      visitor.page.getByText(address, { exact: true }).locator('xpath=following::button[1]');
    await visitor.chooseFrom(menuOf('countess@example.com'), 'Set as primary');
    await visitor.noLongerSees(visitor.page.getByRole('menuitem', { name: 'Set as primary' }));
    await visitor.chooseFrom(menuOf(ada.email_address), 'Remove email');
    await visitor.press('Remove');
    await visitor.noLongerSees(visitor.page.getByText(ada.email_address, { exact: true }));
    const user = await visitor.userWith('countess@example.com');
    expect(user.emailAddresses.map(({ emailAddress }) => emailAddress)).toEqual(['countess@example.com']);
    expect(user.primaryEmailAddress).toMatchObject({ verification: { status: 'verified' } });
  });

  flow('adds a phone number, and makes it a second factor', async (visitor) => {
    await visitor.goToSignedIn('/user-profile');
    await visitor.press('Add phone number');
    await visitor.page.getByRole('textbox', { name: 'Phone number' }).fill('+15555550100');
    await visitor.press('Add');
    await visitor.enterCodeSentTo('+15555550100');
    await visitor.page.getByRole('button', { name: 'Add phone number' }).waitFor();
    await visitor.goTo('/user-profile#/security');
    await visitor.press('Add two-step verification');
    await visitor.press('SMS code');
    await visitor.press(/555/);
    await visitor.sees(/backup codes/i);
    await visitor.press('Finish');
    const user = await visitor.userWith(ada.email_address);
    expect(user.twoFactorEnabled).toBe(true);
    expect(user.phoneNumbers).toMatchObject([
      { phoneNumber: '+15555550100', reservedForSecondFactor: true, verification: { status: 'verified' } },
    ]);
  });

  flow('changes the password, after a wrong one, and signs other devices out', async (visitor) => {
    const elsewhere = await visitor.emulator.signIn(ada.email_address);
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Update password');
    await visitor.fill('Current password', 'not the password');
    await visitor.fill('New password', 'another horse battery');
    await visitor.fill('Confirm password', 'another horse battery');
    await visitor.sees('Passwords match.');
    await visitor.press('Save');
    await visitor.sees(/password is incorrect/i);
    await visitor.fill('Current password', ada.password);
    await visitor.press('Save');
    await visitor.noLongerSees(visitor.page.getByLabel('Current password'));
    const { users, sessions } = visitor.api;
    const userId = await visitor.read('user');
    expect(await users.verifyPassword({ userId, password: 'another horse battery' })).toMatchObject({ verified: true });
    expect(await sessions.getSession(elsewhere.sessionId)).toMatchObject({ status: 'revoked' });
  });

  flow('adds an authenticator application with backup codes, and removes it', async (visitor) => {
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Add two-step verification');
    await visitor.press('Authenticator application');
    await visitor.press(/scan QR code/i);
    const secret = await visitor.page.getByRole('textbox').first().inputValue();
    await visitor.press('Continue');
    await visitor.enterCode(authenticatorCode(secret));
    await visitor.sees('Two-step verification is now enabled');
    await visitor.press('Finish');
    const isOn = async () => {
      const { totpEnabled, backupCodeEnabled, twoFactorEnabled } = await visitor.userWith(ada.email_address);
      return { totpEnabled, backupCodeEnabled, twoFactorEnabled };
    };
    expect(await isOn()).toEqual({ totpEnabled: true, backupCodeEnabled: true, twoFactorEnabled: true });

    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /menu/i }).first(), 'Remove');
    await visitor.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await visitor.noLongerSees(visitor.page.getByText('Authenticator application'));
    expect(await isOn()).toEqual({ totpEnabled: false, backupCodeEnabled: false, twoFactorEnabled: false });
  });

  flow('adds a passkey, renames and removes it', async (visitor) => {
    await addPasskeyDevice(visitor);
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Add a passkey');
    const menu = visitor.page.getByText(/^Created:/).locator('xpath=following::button[1]');
    await visitor.chooseFrom(menu, 'Rename');
    await visitor.fill('Name of passkey', 'Key of the tests');
    await visitor.press('Save');
    await visitor.sees('Key of the tests');
    await visitor.page.reload();
    await visitor.sees('Key of the tests');
    await visitor.chooseFrom(menu, 'Remove');
    await visitor.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await visitor.noLongerSees(visitor.page.getByText('Key of the tests', { exact: true }));
  });

  flow('signs another device out', async (visitor) => {
    const elsewhere = await visitor.emulator.signIn(ada.email_address);
    const here = await visitor.goToSignedIn('/user-profile#/security');
    await visitor.sees('This device');
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /menu/i }).last(), 'Sign out of device');
    await visitor.noLongerSees(visitor.page.getByRole('menuitem', { name: 'Sign out of device' }));
    const { sessions } = visitor.api;
    const statusOf = async (sessionId: string) => (await sessions.getSession(sessionId)).status;
    // The menu closes before the service has answered.
    await vi.waitFor(async () => expect(await statusOf(elsewhere.sessionId)).toBe('revoked'), timeoutMs);
    expect(await statusOf(here)).toBe('active');
  });

  flow('connects the account of a provider, and removes it', async (visitor) => {
    await visitor.goToSignedIn('/user-profile');
    const accounts = async () => {
      const { externalAccounts } = await visitor.userWith(ada.email_address);
      return externalAccounts.map(({ provider, emailAddress }) => [provider, emailAddress]);
    };
    await visitor.press('Connect account');
    await visitor.press(/google/i);
    await visitor.page.waitForURL(/\/provider/);
    await visitor.press(/ada lovelace/i);
    await visitor.arrivesAt('/user-profile');
    await visitor.sees(/^Google/);
    expect(await accounts()).toEqual([['oauth_google', ada.email_address]]);
    await visitor.chooseFrom(visitor.page.getByRole('button', { name: /menu/i }).last(), 'Remove');
    await visitor.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await visitor.noLongerSees(visitor.page.getByText(/^Google/));
    expect(await accounts()).toEqual([]);
  });

  flow('deletes the account', async (visitor) => {
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Delete account');
    await visitor.page.getByRole('textbox').fill('Delete account');
    await visitor.page.getByRole('button', { name: 'Delete account' }).last().click();
    await visitor.shows('user', 'none');
    expect((await visitor.api.users.getUserList({ emailAddress: [ada.email_address] })).data).toEqual([]);
  });
});
