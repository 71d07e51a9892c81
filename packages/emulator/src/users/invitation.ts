import type { InvitationJSON } from '@acme/backend/wire';
import { ApiError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { JsonObject } from '../store/json-object.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkEmailAddress } from './check-email-address.js';
import { findUserByEmailAddress } from './user-record.js';

const dayMs = 24 * 60 * 60 * 1000;
const defaultDays = 30;

/** An invitation to sign up. */
export interface Invitation {
  readonly emailAddress: string;
  readonly status: 'pending' | 'accepted' | 'revoked';
  readonly publicMetadata: JsonObject;
  readonly redirectUrl: string | null;
  /** The token in the link. */
  readonly ticket: string;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

export type InvitationRow = Row<Invitation>;

export const invitationCollection = new Collection<Invitation>('invitation', { idPrefix: 'inv' });

/** What a new invitation is made of. */
export interface NewInvitation {
  readonly emailAddress: string;
  readonly publicMetadata?: JsonObject | undefined;
  readonly redirectUrl?: string | undefined;
  readonly expiresInDays?: number | undefined;
  /** Invites even if there is an invitation or a user already. */
  readonly ignoreExisting?: boolean | undefined;
  /** Whether a message is sent. Default true. */
  readonly notify?: boolean | undefined;
}

/**
 * Invites an address to sign up.
 * @throws {ApiError} 400 `duplicate_record`
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function insertInvitation(instance: Instance, wanted: NewInvitation): Promise<InvitationRow> {
  const emailAddress = checkEmailAddress(wanted.emailAddress);
  const invitation = await changingIdentifiers(instance, async () => {
    if (!wanted.ignoreExisting) await checkNobodyThere(instance, emailAddress);
    return invitationCollection.insert(instance, {
      emailAddress,
      status: 'pending',
      publicMetadata: wanted.publicMetadata ?? {},
      redirectUrl: wanted.redirectUrl ?? null,
      ticket: instance.createId('ticket'),
      expiresAt: instance.now() + (wanted.expiresInDays ?? defaultDays) * dayMs,
    });
  });
  if (wanted.notify !== false) {
    const text = `Sign up at ${invitationUrl(instance, invitation)}`;
    instance.deliver({ to: emailAddress, subject: 'You are invited', text });
  }
  return invitation;
}

async function checkNobodyThere(instance: Instance, emailAddress: string): Promise<void> {
  const open = await invitationCollection.findWhere(instance.db, { where: { emailAddress, status: 'pending' } });
  if (open && open.expiresAt > instance.now()) {
    throw new ApiError(
      400,
      'duplicate_record',
      'duplicate invitation',
      `There is a pending invitation for ${emailAddress} already.`,
      { param_name: 'email_address' },
    );
  }
  if (await findUserByEmailAddress(instance.db, emailAddress)) {
    throw new ParameterError('form_identifier_exists', 'That email address is taken.', 'email_address');
  }
}

/** The status; a pending invitation past its end is shown as expired, although its row is unchanged. */
export function invitationStatus({ now }: Pick<Instance, 'now'>, row: InvitationRow): InvitationJSON['status'] {
  return row.status === 'pending' && row.expiresAt <= now() ? 'expired' : row.status;
}

function invitationUrl({ url }: Pick<Instance, 'url'>, { ticket }: Invitation): string {
  return `${url}/v1/tickets/accept?ticket=${ticket}`;
}

/** An invitation as the Backend API shows it. */
export function invitationJSON(instance: Instance, row: InvitationRow): InvitationJSON {
  return {
    object: 'invitation',
    id: row.id,
    email_address: row.emailAddress,
    public_metadata: row.publicMetadata,
    status: invitationStatus(instance, row),
    url: invitationUrl(instance, row),
    revoked: row.status === 'revoked',
    expires_at: row.expiresAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
