import type { EmailAddressJSON } from '@acme/backend/wire';
import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { EmailAddressRow } from '../store/tables.js';
import { changeUser, requireUser } from './change-user.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkEmailAddress, checkEmailAddressIsFree } from './check-email-address.js';
import { emailAddressJSON } from './email-address-json.js';
import { deleteEmailAddress, findEmailAddress, insertEmailAddress } from './find-email-address.js';

/** What a new e-mail address is made of. */
export interface NewEmailAddress {
  readonly userId: string;
  readonly emailAddress: string;
  readonly verified: boolean;
  /** How it will be or was verified. */
  readonly strategy: 'admin' | 'email_code';
  /** Whether it becomes the primary one; the first verified one does in any case. */
  readonly primary?: boolean | undefined;
}

/**
 * Adds an e-mail address to a user.
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function addEmailAddress(instance: Instance, wanted: NewEmailAddress): Promise<EmailAddressRow> {
  const emailAddress = checkEmailAddress(wanted.emailAddress);
  const { user } = await requireUser(instance, wanted.userId);
  const now = instance.now();
  const row: EmailAddressRow = {
    id: instance.createId('idn'),
    userId: user.id,
    emailAddress,
    verified: wanted.verified,
    verificationStrategy: wanted.strategy,
    createdAt: now,
    updatedAt: now,
  };
  await insertFreeEmailAddress(instance, row);
  const isFirst = user.primaryEmailAddressId === null && (wanted.verified || wanted.strategy === 'admin');
  await changeUser(instance, user.id, wanted.primary || isFirst ? { primaryEmailAddressId: row.id } : {});
  return row;
}

/** Stores an e-mail address that nobody has. @throws {ParameterError} `form_identifier_exists` */
export function insertFreeEmailAddress(instance: Pick<Instance, 'db'>, row: EmailAddressRow): Promise<void> {
  return changingIdentifiers(instance, async () => {
    await checkEmailAddressIsFree(instance, row.emailAddress);
    await insertEmailAddress(instance.db, row);
  });
}

/** Removes an e-mail address from its user. The first verified one of the others becomes the primary one, if this was. */
export async function removeEmailAddress(instance: Instance, row: EmailAddressRow): Promise<void> {
  await deleteEmailAddress(instance.db, row);
  const { user, emailAddresses } = await requireUser(instance, row.userId);
  const next = emailAddresses.find(({ verified }) => verified);
  const needsPrimary = user.primaryEmailAddressId === null && next !== undefined;
  await changeUser(instance, user.id, needsPrimary ? { primaryEmailAddressId: next.id } : {});
}

/** The e-mail address with this id. `userId`: only of this user. @throws {NotFoundError} */
export async function requireEmailAddress(
  { db }: Pick<Instance, 'db'>,
  id: string,
  userId?: string,
): Promise<EmailAddressRow> {
  const row = await findEmailAddress(db, id);
  if (row && (userId === undefined || row.userId === userId)) return row;
  throw new NotFoundError(`No e-mail address was found with id ${id}.`);
}

/** An e-mail address as both APIs show it. @throws {NotFoundError} */
export async function showEmailAddress(instance: Instance, id: string): Promise<EmailAddressJSON> {
  const row = await requireEmailAddress(instance, id);
  return emailAddressJSON(instance, row, await requireUser(instance, row.userId));
}
