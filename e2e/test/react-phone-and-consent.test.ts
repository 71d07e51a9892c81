import { expect } from 'vitest';
import { describeFlows } from '../harness/describe-flows.js';
import { timeoutMs } from '../harness/visitor.js';

const number = '+15555550123';
const password = 'connexion of the sciences';

describeFlows('phone numbers and legal consent', (flow) => {
  flow('sign up with a phone number, after a wrong code', async (visitor) => {
    const { emulator, page } = visitor;
    await emulator.settings.update({
      attributes: {
        email_address: { enabled: false, required: false },
        username: { enabled: false },
        phone_number: { required: true, verify_at_sign_up: true },
      },
    });
    await visitor.goTo('/sign-up');
    await page.getByRole('textbox', { name: 'Phone number' }).fill(number);
    await visitor.fill('Password', password);
    await visitor.press('Continue');
    const { code = '' } = await emulator.inbox.next(number, { timeoutMs });
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.enterCode(code);
    await visitor.shows('sessions', '1');
    await visitor.arrivesAt('/home');
    const [user] = (await visitor.api.users.getUserList({ phoneNumber: [number] })).data;
    await visitor.shows('user', user?.id ?? '');
    expect(user?.primaryPhoneNumber?.verification?.status).toBe('verified');
  });

  flow('sign up after the person agreed to the terms only', async (visitor) => {
    const { emulator, page } = visitor;
    await emulator.settings.update({ sign_up: { legal_consent_enabled: true } });
    await visitor.goTo('/sign-up');
    await visitor.fill('Email address', 'mary@example.com');
    await visitor.fill('Password', password);
    const consent = page.getByRole('checkbox');
    await consent.waitFor();
    await visitor.press('Continue');
    expect(await consent.evaluate((box) => box.matches(':invalid'))).toBe(true);
    expect(emulator.inbox.list()).toEqual([]);
    await consent.check();
    await visitor.press('Continue');
    await visitor.enterCodeSentTo('mary@example.com');
    await visitor.shows('sessions', '1');
    expect((await visitor.userWith('mary@example.com')).legalAcceptedAt).toBeGreaterThan(0);
  });

  flow('sign in with a second factor by SMS', async (visitor) => {
    const { api, emulator } = visitor;
    const { id, phoneNumbers } = await api.users.createUser({ username: 'mary', password, phoneNumber: [number] });
    const [phone] = phoneNumbers;
    await api.phoneNumbers.updatePhoneNumber(phone?.id ?? '', { reservedForSecondFactor: true });
    await visitor.goTo('/sign-in');
    await visitor.fill('Email address or username', 'mary');
    await visitor.fill('Password', password);
    await visitor.press('Continue');
    const { code = '' } = await emulator.inbox.next(number, { timeoutMs });
    await visitor.enterCode('000000');
    await visitor.sees(/incorrect code/i);
    await visitor.shows('user', 'none');
    await visitor.enterCode(code);
    await visitor.shows('user', id);
    const { data } = await api.sessions.getSessionList({ userId: id, status: 'active' });
    expect(data).toHaveLength(1);
  });
});
