import type { InstanceSettings } from '../instance/instance-settings.js';
import type { SignUpData } from './sign-up-attempt.js';

/** Fields of a sign-up, by their names on the wire. */
export interface SignUpFields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Required fields that were not given. */
  readonly missing: readonly string[];
  /** Given fields that must be verified first. */
  readonly unverified: readonly string[];
}

const attributeFields = ['email_address', 'phone_number', 'username', 'password', 'first_name', 'last_name'] as const;
const identifiers = ['email_address', 'phone_number', 'username'] as const;

/** What a sign-up needs, according to the settings. */
export function signUpFields(data: SignUpData, { attributes, sign_up: signUp }: InstanceSettings): SignUpFields {
  const { connectionId, external } = data;
  const isProven = external?.status === 'verified';
  const needsEnterprise = connectionId && !(isProven && external.profile?.connectionId === connectionId);
  // Whoever comes from a provider needs no password.
  const isExternal = needsEnterprise || isProven;
  const isRequired = (name: (typeof attributeFields)[number]) =>
    attributes[name].required && !(name === 'password' && isExternal);
  const enabled = attributeFields.filter((name) => attributes[name].enabled);
  const required = enabled.filter(isRequired);
  const given: Readonly<Record<string, string | number | null>> = {
    email_address: data.emailAddress,
    phone_number: data.phoneNumber,
    username: data.username,
    password: data.passwordDigest,
    first_name: data.firstName,
    last_name: data.lastName,
    legal_accepted: data.legalAcceptedAt,
  };
  const all = [...required, ...identifierField(data, enabled, required), ...legalField(signUp)];
  return {
    required: all,
    optional: enabled.filter((name) => !all.includes(name)),
    missing: [...(needsEnterprise ? ['enterprise_sso'] : []), ...all.filter((name) => given[name] === null)],
    unverified: [
      // The enterprise verifies the address of its people.
      ...(!needsEnterprise && needsProof(attributes.email_address, data.emailAddress, data.email)
        ? ['email_address']
        : []),
      ...(needsProof(attributes.phone_number, data.phoneNumber, data.phone) ? ['phone_number'] : []),
    ],
  };
}

const legalField = (signUp: InstanceSettings['sign_up']) => (signUp.legal_consent_enabled ? ['legal_accepted'] : []);

/** An account needs one identifier, even if none of them is required. */
function identifierField(data: SignUpData, enabled: readonly string[], required: readonly string[]): readonly string[] {
  const hasOne = data.emailAddress !== null || data.phoneNumber !== null || data.username !== null;
  if (hasOne || identifiers.some((name) => required.includes(name))) return [];
  return identifiers.filter((name) => enabled.includes(name)).slice(0, 1);
}

function needsProof(
  attribute: InstanceSettings['attributes']['email_address'],
  value: string | null,
  verification: SignUpData['email'],
): boolean {
  return value !== null && attribute.verify_at_sign_up && verification?.status !== 'verified';
}
