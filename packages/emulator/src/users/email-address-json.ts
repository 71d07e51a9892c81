import type { EmailAddressRow } from '../store/tables.js';
import type { EmailAddressJSON } from '@acme/backend/wire';

export function emailAddressJSON(row: EmailAddressRow): EmailAddressJSON {
  return {
    id: row.id,
    object: 'email_address',
    email_address: row.emailAddress,
    reserved: false,
    verification: {
      id: row.id.replace(/^[a-z]+_/, 'ver_'),
      object: row.verificationStrategy === 'admin' ? 'verification_admin' : 'verification_otp',
      status: row.verified ? 'verified' : 'unverified',
      strategy: row.verificationStrategy,
      attempts: null,
      expire_at: null,
    },
    linked_to: [],
    matches_sso_connection: false,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
