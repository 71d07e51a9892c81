import { emails as emailsEndpoints } from '@acme/backend/endpoints';
import type { EmailJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { emit } from '../../instance/emit.js';
import type { Instance } from '../../instance/instance.js';
import { primaryEmailAddress } from '../../users/display-name.js';
import type { RequestBody } from '../../http/request-body.js';
import { Collection, type Row } from '../../store/collection.js';
import { findUser } from '../../users/user-record.js';
import { answers } from '../backend-route.js';

/** An e-mail that a program sends through the API; the emulator only logs it. */
interface Email {
  readonly fromEmailName: string;
  readonly toEmailAddress: string;
  readonly userId: string | null;
  readonly emailAddressId: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string | null;
}

const emailCollection = new Collection<Email>('email', { idPrefix: 'ema' });

export const emailRoutes = answers(emailsEndpoints, {
  create: async ({ body, ...instance }) => emailJSON(await send(instance, body)),

  createBatch: async ({ body, ...instance }) => {
    const rows = [];
    for (const [index, message] of (body.objects('messages') ?? []).entries()) {
      try {
        rows.push({ index, status_code: 200, email: emailJSON(await send(instance, message)) });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        rows.push({ index, status_code: error.status, errors: error.toWire().errors });
      }
    }
    return rows;
  },

  get: async ({ params, db }) => {
    const row = await emailCollection.find(db, params.emailId);
    if (row) return emailJSON(row);
    throw new NotFoundError(`No e-mail was found with id ${params.emailId}.`);
  },
});

async function send(instance: Instance, body: RequestBody): Promise<Row<Email>> {
  const { user_id: userId, address } = body.object('to') ?? {};
  const record = typeof userId === 'string' ? await findUser(instance.db, userId) : undefined;
  if (typeof userId === 'string' && !record) throw new NotFoundError(`No user was found with id ${userId}.`);
  const own = record && primaryEmailAddress(record);
  const to = own?.emailAddress ?? address;
  const from = body.object('from')?.['address'];
  const html = body.string('html') ?? '';
  const text = body.string('text') ?? null;
  if (typeof to !== 'string' || to === '') throw missing('to');
  if (typeof from !== 'string' || from === '') throw missing('from');
  if (html === '' && !text) throw missing('html');
  const email: Email = {
    fromEmailName: from.split('@')[0] ?? from,
    toEmailAddress: to,
    userId: record?.user.id ?? null,
    emailAddressId: own?.id ?? null,
    subject: body.requiredString('subject'),
    html,
    text,
  };
  instance.deliver({ to, subject: email.subject, text: text ?? html });
  const row = await emailCollection.insert(instance, email);
  emit(instance, 'email.created', emailJSON(row));
  return row;
}

function missing(field: string): ParameterError {
  return new ParameterError('form_param_missing', 'is missing', field, `${field} must be included.`);
}

function emailJSON(row: Row<Email>): EmailJSON {
  return {
    object: 'email',
    id: row.id,
    slug: null,
    from_email_name: row.fromEmailName,
    email_address_id: row.emailAddressId,
    user_id: row.userId,
    to_email_address: row.toEmailAddress,
    subject: row.subject,
    body: row.html,
    body_plain: row.text,
    data: null,
    status: 'queued',
    delivered_by_clerk: true,
    suppression_reason: null,
  };
}
