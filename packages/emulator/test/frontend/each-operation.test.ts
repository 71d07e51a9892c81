import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frontendVisits } from '../../src/frontend-api/frontend-calls.js';
import { operations, type OperationId } from '../../src/frontend-api/operations.js';
import { createEmulator, type Emulator, type StoreDump } from '../../src/index.js';
import { frontendApi } from '../openapi/frontend-api.js';
import type { CallOptions, Form } from './browser-client.js';
import { idOf, image, operationRows, sent } from './operation-calls.js';
import { backend, twoPeople, type Person } from './two-people.js';

let emulator: Emulator;
let ada: Person;
let before: StoreDump;
/** Of an OAuth application. */
let clientId: string;

beforeAll(async () => {
  emulator = await createEmulator({ log: () => undefined });
  ({ ada } = await twoPeople(emulator));
  before = await emulator.export();
});
afterAll(() => emulator.close());

const passkeys = 'frontend/passkeys.test.ts';
const account = 'frontend/account-settings.test.ts';
const billing = 'frontend/machines-and-billing.test.ts';
const domains = 'frontend/domains.test.ts';
const noPayments = 'Payments are not emulated, so that nobody has such an object.';

/** Operations of many steps, with the test that goes them, and those that serve nobody, with the reason. */
const elsewhere: { readonly [Id in OperationId]?: string } = {
  attemptPasskeyVerification: passkeys,
  prepareTrustedDevice: passkeys,
  attemptTrustedDevice: passkeys,
  deleteTOTP: account,
  verifyTOTP: 'frontend/second-factors.test.ts',
  createBackupCodes: account,
  DeleteUserBillingSubscriptionItem: billing,
  DeleteOrganizationBillingSubscriptionItem: billing,
  GetBillingPlan: billing,
  prepareOrganizationDomainVerification: domains,
  attemptOrganizationDomainVerification: domains,
  attemptOrganizationDomainOwnershipVerification: domains,
  DeleteUserPaymentMethod: noPayments,
  GetUserPaymentAttempt: noPayments,
  SetUserDefaultPaymentMethod: noPayments,
  GetUserStatement: noPayments,
  DeleteOrganizationPaymentMethod: noPayments,
  GetOrganizationStatement: noPayments,
  SetOrganizationDefaultPaymentMethod: noPayments,
};

const password = 'a long password';
const code = '424242';
const id = (name: string) => ada.ids[name] ?? '';
const signIn = (step: string, form: Form) => ada.browser.post(`/v1/client/sign_ins/${id('sign_in_id')}/${step}`, form);
const verify = (step: string, form: Form) =>
  ada.browser.post(`/v1/client/sessions/${id('session_id')}/verify${step}`, form);
const phone = () => `/v1/me/phone_numbers/${id('phone_number_id')}`;

async function verifyPhone(): Promise<void> {
  await ada.browser.post(`${phone()}/attempt_verification`, { code });
}

async function addSecondFactor(): Promise<void> {
  await verifyPhone();
  await ada.browser.patch(phone(), { reserved_for_second_factor: true });
}

async function waitForSecondFactor(): Promise<CallOptions> {
  await addSecondFactor();
  await signIn('attempt_first_factor', { strategy: 'password', password });
  return { form: { strategy: 'phone_code' } };
}

async function reverifySecond(): Promise<CallOptions> {
  await addSecondFactor();
  await verify('', { level: 'second_factor' });
  return { form: { strategy: 'phone_code' } };
}

async function ownDomain(): Promise<CallOptions> {
  const domain = { name: 'sso.test', enrollment_mode: 'enterprise_sso', verified: true };
  await backend(emulator, `/organizations/${id('organization_id')}/domains`, domain);
  return { form: { provider: 'saml_custom', name: 'Login', domains: ['sso.test'] } };
}

async function unverifiedDomain(): Promise<CallOptions> {
  const path = `/v1/organizations/${id('organization_id')}/domains`;
  const domain = (await ada.browser.post(path, { name: 'open.test' })).text('response.id');
  return { form: { organization_domain_ids: [domain] } };
}

/** What comes before a call, and what the call sends, where `sent` does not have it. */
const prepared: { readonly [Id in OperationId]?: () => Promise<CallOptions> } = {
  async getOAuthConsent() {
    const redirect_uris = ['http://localhost:3000/callback'];
    const wanted = { name: 'Shop', redirect_uris, scopes: 'profile email' };
    const { client_id } = await backend(emulator, '/oauth_applications', wanted);
    clientId = String(client_id);
    return { query: { redirect_uri: redirect_uris[0] ?? '', scope: 'email' } };
  },
  async resetPassword() {
    const strategy = 'reset_password_email_code';
    await signIn('prepare_first_factor', { strategy });
    await signIn('attempt_first_factor', { strategy, code });
    return { form: { password: 'another long password' } };
  },
  prepareSignInFactorTwo: waitForSecondFactor,
  async attemptSignInFactorTwo() {
    const { form = {} } = await waitForSecondFactor();
    await signIn('prepare_second_factor', form);
    return { form: { ...form, code } };
  },
  async attemptSignUpsVerification() {
    const path = `/v1/client/sign_ups/${id('sign_up_id')}`;
    await ada.browser.post(`${path}/prepare_verification`, { strategy: 'email_code' });
    return { form: { strategy: 'email_code', code } };
  },
  validateTrustedDevice: () => Promise.resolve({ form: { trusted_device_id: id('trusted_device_id') } }),
  async prepareSessionReverificationFirstFactor() {
    await verify('', { level: 'first_factor' });
    const me = await ada.browser.get('/v1/me');
    return { form: { strategy: 'email_code', email_address_id: me.text('response.primary_email_address_id') } };
  },
  async attemptSessionReverificationFirstFactor() {
    await verify('', { level: 'first_factor' });
    return { form: { strategy: 'password', password } };
  },
  prepareSessionReverificationSecondFactor: reverifySecond,
  async attemptSessionReverificationSecondFactor() {
    const { form = {} } = await reverifySecond();
    await verify('/prepare_second_factor', form);
    return { form: { ...form, code } };
  },
  createOrganizationEnterpriseConnection: ownDomain,
  async createMeEnterpriseConnection() {
    const { form = {} } = await ownDomain();
    return { form: { ...form, organization_id: id('organization_id') } };
  },
  createEmailAddresses: () => Promise.resolve({ form: { email_address: 'another@ada.test' } }),
  postPhoneNumbers: () => Promise.resolve({ form: { phone_number: '+15555550177' } }),
  async UpdatePhoneNumber() {
    await verifyPhone();
    return { form: { reserved_for_second_factor: true } };
  },
  postOAuthAccounts: () =>
    Promise.resolve({ form: { strategy: 'oauth_github', redirect_url: 'http://localhost:3000' } }),
  patchUserMetadata: () => Promise.resolve({ form: { unsafe_metadata: '{"theme":"dark"}' } }),
  createServiceToken: () => Promise.resolve({ form: { service: 'anything' } }),
  updateProfileImage: () => Promise.resolve({ file: image }),
  async deleteProfileImage() {
    await ada.browser.call('POST', '/v1/me/profile_image', { file: image });
    return {};
  },
  changePassword: () =>
    Promise.resolve({ form: { current_password: password, new_password: 'another long password' } }),
  removePassword: () => Promise.resolve({ form: { current_password: password } }),
  async deleteOrganizationMemberships() {
    const path = `/organizations/${id('organization_id')}/memberships/${id('user_id')}`;
    await backend(emulator, path, { role: 'org:admin' }, 'PATCH');
    return {};
  },
  createOrganization: () => Promise.resolve({ form: { name: 'Another' } }),
  async CreateOrganizationMembership() {
    const { id: user } = await backend(emulator, '/users', { email_address: ['nina@else.test'] });
    return { form: { user_id: String(user), role: 'org:member' } };
  },
  prepareOrganizationDomainsOwnershipVerification: unverifiedDomain,
  async attemptOrganizationDomainsOwnershipVerification() {
    const options = await unverifiedDomain();
    const path = `/v1/organizations/${id('organization_id')}/domains/prepare_ownership_verification/bulk`;
    await ada.browser.post(path, options.form);
    return options;
  },
  async joinWaitlist() {
    await emulator.settings.update({ sign_up: { mode: 'waitlist' } });
    return { form: { email_address: 'nina@else.test' } };
  },
  getApiKeys: () => Promise.resolve({ query: { subject: id('own') } }),
  createApiKey: () => Promise.resolve({ form: { subject: id('own'), name: 'Another' } }),
};

/** Operations with an answer that the description describes. */
const described = new Set(
  frontendApi.operations
    .filter(({ answers }) => Object.entries(answers).some(([status, schema]) => Number(status) < 300 && schema))
    .map(({ operation }) => operation),
);
const rows = operationRows.filter(
  ({ id }) => described.has(id) && !Object.hasOwn(frontendVisits, id) && elsewhere[id] === undefined,
);

// The client of the tests compares each request and answer with the description.
it.each(rows)('$id is served with the answer of the description', async ({ id: operation, method, path }) => {
  await emulator.import(before);
  const options = (await prepared[operation]?.()) ?? sent[operation] ?? {};
  const called = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'client_id' ? clientId : idOf(ada, name, path),
  );
  const { status, body } = await ada.browser.call(method, called, options);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
});

it.each(Object.entries(elsewhere))('%s is served in another test, or nobody is', async (operation, place) => {
  if (place === noPayments) return;
  const text = await readFile(new URL(`../${place}`, import.meta.url), 'utf8');
  const [, last = ''] = /\/([a-z_]+)(?:\/\{\w+\})?$/i.exec(operations[operation as OperationId]) ?? [];
  expect(text).toContain(last);
});
