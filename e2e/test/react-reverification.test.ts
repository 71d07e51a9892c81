import { expect } from 'vitest';
import { addPasskeyDevice, authenticatorCode } from '../harness/authenticator.js';
import { describeFlows } from '../harness/describe-flows.js';
import { people, type ReactVisitor } from '../harness/react-visitor.js';

const { ada } = people;
const number = '+15555550100';
const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const password = 'connexion of the sciences';
const elevenMinutesMs = 11 * 60_000;

/** Makes every sensitive change need a proof that is not older than ten minutes. */
const required = ({ emulator }: ReactVisitor) => emulator.settings.update({ session: { reverification: true } });

/** Deletes the account of the person who is signed in, too long after the sign-in, so that the dialog opens. @param title - of the dialog */
async function deletesAccountLate(visitor: ReactVisitor, title = 'Verification required'): Promise<void> {
  visitor.emulator.clock.advance(elevenMinutesMs);
  await visitor.press('Delete account');
  await visitor.page.getByRole('textbox').fill('Delete account');
  await visitor.page.getByRole('button', { name: 'Delete account' }).last().click();
  await visitor.sees(title);
}

/** Chooses another way to prove than the one that the dialog begins with. */
async function choosesMethod(visitor: ReactVisitor, name: RegExp): Promise<void> {
  await visitor.click('Use another method');
  await visitor.press(name);
}

/** Waits until the account is deleted, which the emulator confirms. */
async function isDeleted(visitor: ReactVisitor, userId: string): Promise<void> {
  await visitor.shows('user', 'none');
  expect((await visitor.api.users.getUserList({ userId: [userId] })).data).toEqual([]);
}

/** An account with a password and more. @returns its id */
async function createMary(visitor: ReactVisitor, more: object): Promise<string> {
  const { id } = await visitor.api.users.createUser({ username: 'mary', password, ...more });
  return id;
}

describeFlows('reverification', (flow) => {
  flow('asks for the password again before a sensitive change', async (visitor) => {
    await required(visitor);
    const { id } = await visitor.userWith(ada.email_address);
    await visitor.goToSignedIn('/user-profile#/security');
    await deletesAccountLate(visitor);
    expect((await visitor.userWith(ada.email_address)).id).toBe(id);
    await visitor.fill('Password', 'wrong horse battery');
    await visitor.press('Continue');
    await visitor.sees(/password is incorrect/i);
    await visitor.fill('Password', ada.password);
    await visitor.press('Continue');
    await isDeleted(visitor, id);
  });

  flow('takes a code by e-mail', async (visitor) => {
    await required(visitor);
    const { id } = await visitor.userWith(ada.email_address);
    await visitor.goToSignedIn('/user-profile#/security');
    await deletesAccountLate(visitor);
    await choosesMethod(visitor, /email code/i);
    await visitor.enterCodeSentTo(ada.email_address);
    await isDeleted(visitor, id);
  });

  flow('takes a code by SMS', async (visitor) => {
    await required(visitor);
    const id = await createMary(visitor, { phoneNumber: [number] });
    await visitor.goToSignedIn('/user-profile#/security', id);
    await deletesAccountLate(visitor);
    await choosesMethod(visitor, /SMS code/i);
    await visitor.enterCodeSentTo(number);
    await isDeleted(visitor, id);
  });

  flow('takes a passkey', async (visitor) => {
    await required(visitor);
    const { id } = await visitor.userWith(ada.email_address);
    await addPasskeyDevice(visitor);
    await visitor.goToSignedIn('/user-profile#/security');
    await visitor.press('Add a passkey');
    await visitor.sees(/^Created:/);
    // A passkey is what the dialog begins with.
    await deletesAccountLate(visitor, 'Use your passkey');
    await visitor.press('Use your passkey');
    await isDeleted(visitor, id);
  });

  flow('takes the second factor of an authenticator application, after a wrong code', async (visitor) => {
    await required(visitor);
    const id = await createMary(visitor, { totpSecret });
    await visitor.goToSignedIn('/user-profile#/security', id);
    await deletesAccountLate(visitor);
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(authenticatorCode(totpSecret, visitor.emulator.clock.now()));
    await isDeleted(visitor, id);
  });

  flow('takes a backup code', async (visitor) => {
    await required(visitor);
    const id = await createMary(visitor, { totpSecret, backupCodes: ['backup01'] });
    await visitor.goToSignedIn('/user-profile#/security', id);
    await deletesAccountLate(visitor);
    await choosesMethod(visitor, /backup code/i);
    await visitor.fill('Backup code', 'backup01');
    await visitor.press('Continue');
    await isDeleted(visitor, id);
  });

  flow('takes a second factor by SMS', async (visitor) => {
    await required(visitor);
    const { api } = visitor;
    const created = await api.users.createUser({ username: 'mary', password, phoneNumber: [number] });
    await api.phoneNumbers.updatePhoneNumber(created.phoneNumbers[0]?.id ?? '', { reservedForSecondFactor: true });
    await visitor.goToSignedIn('/user-profile#/security', created.id);
    await deletesAccountLate(visitor);
    await visitor.enterCodeSentTo(number);
    await isDeleted(visitor, created.id);
  });
});
