import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontendVisits } from '../../src/frontend-api/frontend-calls.js';
import { notEmulated } from '../../src/frontend-api/not-emulated.js';
import { operations, type OperationId } from '../../src/frontend-api/operations.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import type { CallAnswer, CallOptions } from './browser-client.js';
import { twoPeople, type Person } from './two-people.js';

let emulator: Emulator;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  emulator = await createEmulator({ log: () => undefined });
  emulator.clock.freeze();
  ({ ada, grace } = await twoPeople(emulator));
});
afterAll(() => emulator.close());

/** Parameters of which nobody has an object, with the reason. */
const ofNobody: Readonly<Record<string, string>> = {
  saml_connection_id: 'only of operations that answer 501',
  web3_wallet_id: 'only of operations that answer 501',
  checkoutID: 'only of operations that answer 501',
  paymentMethodID: 'payments are not emulated',
  paymentAttemptID: 'payments are not emulated',
  statementID: 'payments are not emulated',
};

/** Those, and parameters that name an object of the instance. */
const ofNoPerson: Readonly<Record<string, string>> = {
  ...ofNobody,
  client_id: 'an OAuth application',
  template_name: 'a JWT template',
  planIdOrSlug: 'a plan',
  enterpriseConnectionID: 'links with a secret, which anybody may open who has it',
  testRunID: 'links with a secret, which anybody may open who has it',
};

const image = new File([Buffer.from('iVBORw0KGgo=', 'base64')], 'logo.png', { type: 'image/png' });

/** What the calls send, so that nothing but the id is wrong. */
const sent: { readonly [Id in OperationId]?: CallOptions } = {
  attemptSignInFactorOne: { form: { strategy: 'password', password: 'a long password' } },
  prepareSignInFactorOne: { form: { strategy: 'email_code' } },
  prepareSignInFactorTwo: { form: { strategy: 'phone_code' } },
  attemptSignInFactorTwo: { form: { strategy: 'phone_code', code: '424242' } },
  resetPassword: { form: { password: 'another long password' } },
  updateSignUps: { form: { password: 'another long password' } },
  prepareSignUpsVerification: { form: { strategy: 'email_code' } },
  attemptSignUpsVerification: { form: { strategy: 'email_code', code: '424242' } },
  startSessionReverification: { form: { level: 'first_factor' } },
  prepareSessionReverificationFirstFactor: { form: { strategy: 'email_code' } },
  attemptSessionReverificationFirstFactor: { form: { strategy: 'password', password: 'a long password' } },
  prepareSessionReverificationSecondFactor: { form: { strategy: 'phone_code' } },
  attemptSessionReverificationSecondFactor: { form: { strategy: 'phone_code', code: '424242' } },
  createOrganizationEnterpriseConnection: {
    form: { provider: 'saml_custom', name: 'Stolen', domains: ['stolen.test'] },
  },
  updateOrganizationEnterpriseConnection: { form: { name: 'Stolen' } },
  updateMeEnterpriseConnection: { form: { name: 'Stolen' } },
  verifyEmailAddress: { form: { code: '424242' } },
  sendVerificationEmail: { form: { strategy: 'email_code' } },
  verifyPhoneNumber: { form: { code: '424242' } },
  sendVerificationSMS: { form: { strategy: 'phone_code' } },
  UpdatePhoneNumber: { form: { reserved_for_second_factor: true } },
  patchPasskey: { form: { name: 'Stolen' } },
  attemptPasskeyVerification: { form: { strategy: 'passkey', public_key_credential: '{}' } },
  reauthorizeExternalAccount: { form: { redirect_url: 'http://localhost:3000' } },
  updateOrganization: { form: { name: 'Stolen' } },
  updateOrganizationLogo: { file: image },
  createOrganizationInvitations: { form: { email_address: 'thief@else.test', role: 'org:admin' } },
  bulkCreateOrganizationInvitations: { form: { email_address: ['thief@else.test'], role: 'org:admin' } },
  UpdateOrganizationMembership: { form: { role: 'org:admin' } },
  CreateOrganizationDomain: { form: { name: 'stolen.test' } },
  createOrganizationDomainsBulk: { form: { names: ['stolen.test'] } },
  UpdateOrganizationDomainEnrollmentMode: { form: { enrollment_mode: 'manual_invitation' } },
  prepareOrganizationDomainVerification: { form: { affiliation_email_address: 'thief@grace.test' } },
  attemptOrganizationDomainVerification: { form: { code: '424242' } },
  updateApiKey: { form: { description: 'Stolen' } },
  revokeApiKey: { form: { revocation_reason: 'Stolen' } },
};

/** The id that a person has for a parameter; a name of an organization's objects may also be one of the person's. */
function idOf({ ids }: Person, name: string, path: string): string {
  const [, owner] = /^\/v1\/(organizations|me)\//.exec(path) ?? [];
  const id = ids[`${owner ?? ''} ${name}`] ?? ids[name];
  if (id !== undefined) return id;
  if (Object.hasOwn(ofNoPerson, name)) return 'anything';
  throw new Error(`Nobody has an object for the parameter ${name} of ${path}. Add one to two-people.ts.`);
}

/** Every non-empty choice of some of the names. */
function choices(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (chosen, name) => [...chosen, ...chosen.map((others) => [...others, name]), [name]],
    [],
  );
}

const rows = Object.entries(operations)
  .filter(([id]) => !Object.hasOwn(notEmulated, id))
  .map(([id, route]) => {
    const [method = '', path = ''] = route.split(' ');
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const owned = names.filter((name) => !Object.hasOwn(ofNoPerson, name));
    return { id: id as OperationId, method, path, names, owned };
  });
const naming = rows.filter(({ owned }) => owned.length > 0);
const cases = naming.flatMap((row) =>
  choices(row.owned).map((foreign) => ({ ...row, foreign, title: `${row.id} with foreign ${foreign.join(' and ')}` })),
);

/** The path of an operation with ids: of grace for the foreign names, else of ada. */
const pathWith = (path: string, foreign: readonly string[]) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => idOf(foreign.includes(name) ? grace : ada, name, path));

function expectRefused(answer: CallAnswer): void {
  expect([401, 403, 404], JSON.stringify(answer.body)).toContain(answer.status);
  expect(answer.body).toMatchObject({
    errors: [{ code: expect.any(String) as string, long_message: expect.any(String) as string }],
    clerk_trace_id: expect.any(String) as string,
  });
  const text = JSON.stringify(answer.body);
  for (const secret of grace.secrets) expect(text).not.toContain(secret);
}

const state = async () => (await emulator.export()).tables;

describe('an id of another person or organization is refused, and nothing is changed', () => {
  it('in each operation that names an object', () => {
    const others = rows.filter(({ names, owned }) => names.length > 0 && owned.length === 0);
    expect(others.map(({ id }) => id)).toEqual([
      'getOAuthConsent',
      'submitOAuthConsent',
      'initEnterpriseConnectionTestRun',
      'getEnterpriseConnectionTestRunResult',
      'DeleteUserPaymentMethod',
      'GetUserPaymentAttempt',
      'GetUserStatement',
      'GetBillingPlan',
    ]);
  });

  it.each(cases)('$title', async ({ id, method, path, foreign }) => {
    const before = await state();
    expectRefused(await ada.browser.call(method, pathWith(path, foreign), sent[id] ?? {}));
    expect(await state()).toEqual(before);
  });

  const findable = naming.filter(({ names }) => !names.some((name) => Object.hasOwn(ofNobody, name)));

  it.each(findable)('$id finds the own object', async ({ id, method, path }) => {
    const before = await emulator.export();
    const answer = await ada.browser.call(method, pathWith(path, []), sent[id] ?? {});
    expect(answer.status).not.toBe(401);
    expect(String(answer.code)).not.toMatch(/not_found|unauthorized|missing_organization_permission/);
    await emulator.import(before);
  });
});

describe('the session of another browser', () => {
  /** The rows of all tables that name grace. */
  async function rowsOfGrace(): Promise<readonly string[]> {
    const { users: people, ...tables } = await state();
    const userId = String(people?.find(({ firstName }) => firstName === 'First grace')?.['id']);
    const found = [...(people ?? []), ...Object.values(tables).flat()].map((row) => JSON.stringify(row));
    return found.filter((row) => row.includes(userId));
  }

  it.each(rows.filter(({ id }) => !Object.hasOwn(frontendVisits, id)))('is not used by $id', async (row) => {
    const before = await rowsOfGrace();
    const query = { _clerk_session_id: grace.browser.sessionId ?? '' };
    const options = { ...sent[row.id], query, sessionId: null };
    const answer = await ada.browser.call(row.method, pathWith(row.path, row.names), options);
    if (/^\/v1\/(me|organizations)\b/.test(row.path)) expectRefused(answer);
    const text = JSON.stringify(answer.body ?? '');
    for (const secret of grace.secrets) expect(text).not.toContain(secret);
    expect(await rowsOfGrace()).toEqual(before);
  });
});
