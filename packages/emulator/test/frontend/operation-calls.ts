import { notEmulated } from '../../src/frontend-api/not-emulated.js';
import { operations, type OperationId } from '../../src/frontend-api/operations.js';
import type { CallOptions } from './browser-client.js';
import type { Person } from './two-people.js';

/** Parameters of which nobody has an object, with the reason. */
export const ofNobody: Readonly<Record<string, string>> = {
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

/** A small image. */
export const image = new File([Buffer.from('iVBORw0KGgo=', 'base64')], 'logo.png', { type: 'image/png' });

/** What the calls send, so that nothing but the id is wrong. */
export const sent: { readonly [Id in OperationId]?: CallOptions } = {
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
export function idOf({ ids }: Person, name: string, path: string): string {
  const [, owner] = /^\/v1\/(organizations|me)\//.exec(path) ?? [];
  const id = ids[`${owner ?? ''} ${name}`] ?? ids[name];
  if (id !== undefined) return id;
  if (Object.hasOwn(ofNoPerson, name)) return 'anything';
  throw new Error(`Nobody has an object for the parameter ${name} of ${path}. Add one to two-people.ts.`);
}

/** The operations that are emulated. `owned`: the parameters that name an object of a person or organization. */
export const operationRows = Object.entries(operations)
  .filter(([id]) => !Object.hasOwn(notEmulated, id))
  .map(([id, route]) => {
    const [method = '', path = ''] = route.split(' ');
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const owned = names.filter((name) => !Object.hasOwn(ofNoPerson, name));
    return { id: id as OperationId, method, path, names, owned };
  });
