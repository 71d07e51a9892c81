import type { EmailAddressJSON } from '@acme/backend/wire';
import type { Instance } from '../instance/instance.js';
import type { EmailAddressRow } from '../store/tables.js';
import type { UserParts } from './user-parts.js';
import { verificationJSON } from './verification.js';

/** An e-mail address as both APIs show it. `parts`: of the user. */
export function emailAddressJSON(
  instance: Pick<Instance, 'now'>,
  row: EmailAddressRow,
  { verifications, externalAccounts }: Pick<UserParts, 'verifications' | 'externalAccounts'>,
): EmailAddressJSON {
  const linked = externalAccounts.filter(
    ({ status, emailAddress }) => status === 'verified' && emailAddress.toLowerCase() === row.emailAddress,
  );
  return {
    id: row.id,
    object: 'email_address',
    email_address: row.emailAddress,
    reserved: false,
    verification: verificationJSON(instance, { ...row, strategy: row.verificationStrategy }, verifications),
    linked_to: linked.map(({ strategy, id }) => ({ type: strategy, id: id.replace(/^[a-z]+_/, 'idn_') })),
    matches_sso_connection: false,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
