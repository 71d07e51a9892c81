import type { UserJSON, VerificationJSON } from '@acme/backend/wire';

/** Something that is verified, as the Backend API shows it. */
interface Verified {
  readonly verification: VerificationJSON | null;
}

/** The same as a browser sees it: the id of the verification is left out, as in the description of the Frontend API. */
export function browserVerified<T extends Verified>(
  json: T,
): Omit<T, 'verification'> & { readonly verification: object | null } {
  if (!json.verification) return json;
  const { id, ...verification } = json.verification;
  return { ...json, verification };
}

/** The parts of a user that a browser sees otherwise than the Backend API. */
export function browserUserParts(json: UserJSON): object {
  return {
    // JSON leaves undefined fields out.
    private_metadata: undefined,
    create_organizations_limit: json.create_organizations_limit ?? undefined,
    email_addresses: json.email_addresses.map(browserVerified),
    phone_numbers: json.phone_numbers.map(browserVerified),
    passkeys: json.passkeys?.map(browserVerified),
    external_accounts: json.external_accounts.map(browserVerified),
    enterprise_accounts: json.enterprise_accounts.map(browserVerified),
  };
}
