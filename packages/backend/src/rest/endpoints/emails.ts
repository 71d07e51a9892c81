import { ClerkAPIResponseError, InvalidArgumentError, type ClerkAPIError } from '../../errors.js';
import type { ClerkAPIErrorJSON } from '../../wire/api-error.js';
import type { EmailJSON } from '../../wire/email.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { Email } from '../resources/email.js';
import { encodeBody } from '../encode.js';

/** An address with a name. */
export interface Mailbox {
  /** E-mail address. */
  readonly address: string;
  /** Name shown to people. */
  readonly name?: string | undefined;
}

/** Who gets an e-mail: an address, or a user whose primary address is taken. */
export type EmailRecipient =
  | {
      /** E-mail address. */
      readonly address: string;
      readonly userId?: undefined;
    }
  | {
      /** `user_…` */
      readonly userId: string;
      readonly address?: undefined;
    };

/** A file attached to an e-mail. */
export interface EmailAttachment {
  /** Name of the file. */
  readonly filename: string;
  /** The file in base64. */
  readonly content: string;
}

/** Parameters of {@link EmailsApi.create}. `html`, `text` or both are needed. */
export interface CreateEmailParams {
  /** Who gets it. */
  readonly to: EmailRecipient;
  /** Sender. */
  readonly from: Mailbox;
  /** Where answers go. Default: to the sender. */
  readonly replyTo?: Mailbox | undefined;
  /** Subject line. */
  readonly subject: string;
  /** Further recipients, seen by all. */
  readonly cc?: readonly string[] | undefined;
  /** Further recipients, not seen by the others. */
  readonly bcc?: readonly string[] | undefined;
  /** Further headers of the message. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly attachments?: readonly EmailAttachment[] | undefined;
  /** HTML text. */
  readonly html?: string | undefined;
  /** Plain text. */
  readonly text?: string | undefined;
}

/** Further arguments of {@link EmailsApi.create}. */
export interface CreateEmailOptions {
  /** 1 to 255 letters, digits, `_` or `-`. If it is sent twice with the same key, the message is delivered once. */
  readonly idempotencyKey?: string | undefined;
}

/** A message of {@link EmailsApi.createBatch}. */
export interface BatchEmailParams extends CreateEmailParams, CreateEmailOptions {}

/** What became of one message of a batch. */
export type BatchEmailResult =
  | {
      /** Position of the message in the batch, from 0. */
      readonly index: number;
      readonly email: Email;
      readonly statusCode: number;
    }
  | {
      /** Position of the message in the batch, from 0. */
      readonly index: number;
      readonly errors: readonly ClerkAPIError[];
      readonly statusCode: number;
      /** Seconds after which another try may succeed. */
      readonly retryAfterSeconds?: number | undefined;
    };

/** E-mails sent by the service. Experimental. */
export interface EmailsApi {
  /**
   * Sends an e-mail.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @throws {InvalidArgumentError} the idempotency key has other characters or is too long
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /email}
   */
  create(params: CreateEmailParams, options?: CreateEmailOptions, callOptions?: CallOptions): Promise<Email>;
  /**
   * Sends 1 to 100 e-mails. Each has a result of its own: one failure does not keep the others from being sent.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @throws {InvalidArgumentError} no message or more than 100, or an unusable idempotency key
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /email/batch}
   */
  createBatch(messages: readonly BatchEmailParams[], options?: CallOptions): Promise<BatchEmailResult[]>;
  /**
   * Gets an e-mail that was sent.
   * @param emailId - `ema_…`
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /email/\{email_id\}}
   */
  get(emailId: string, options?: CallOptions): Promise<Email>;
}

const maxBatchSize = 100;

function checkIdempotencyKey(key: string | undefined): void {
  if (key === undefined || /^[A-Za-z0-9_-]{1,255}$/.test(key)) return;
  throw new InvalidArgumentError('`idempotencyKey` must be 1 to 255 letters, digits, "_" or "-". Nothing was sent.');
}

function toMessage({ to, ...rest }: CreateEmailParams): Readonly<Record<string, unknown>> {
  return { ...rest, to: to.userId === undefined ? to : { user_id: to.userId } };
}

async function create(call: Caller, params: CreateEmailParams, options: CreateEmailOptions = {}): Promise<unknown> {
  const { idempotencyKey } = options;
  checkIdempotencyKey(idempotencyKey);
  return call({
    body: toMessage(params),
    headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
  });
}

/** One row of the answer to a batch. */
interface BatchRow {
  readonly index: number;
  readonly status_code: number;
  readonly email?: EmailJSON | undefined;
  readonly errors?: readonly ClerkAPIErrorJSON[] | undefined;
  readonly retry_after_seconds?: number | undefined;
}

async function toResult(row: BatchRow): Promise<BatchEmailResult> {
  const { index, status_code: statusCode } = row;
  if (row.email) {
    const { email } = await import('../resources/email.js');
    return { index, email: email.read(row.email), statusCode };
  }
  // The class knows how errors read; nothing is thrown.
  const { errors } = new ClerkAPIResponseError('', { data: row.errors ?? [], status: statusCode });
  return { index, errors, statusCode, retryAfterSeconds: row.retry_after_seconds };
}

async function createBatch(call: Caller, messages: readonly BatchEmailParams[]): Promise<BatchEmailResult[]> {
  if (messages.length < 1 || messages.length > maxBatchSize) {
    throw new InvalidArgumentError(
      `A batch has 1 to ${maxBatchSize} messages, but ${messages.length} came. Nothing was sent.`,
    );
  }
  for (const message of messages) checkIdempotencyKey(message.idempotencyKey);
  const body = { messages: messages.map((message) => encodeBody(toMessage(message))) };
  const rows = await call({ body });
  return Array.isArray(rows) ? Promise.all(rows.map((row: BatchRow) => toResult(row))) : [];
}

/** Routes of {@link EmailsApi}. */
export const emails = endpoints<EmailsApi>()({
  create: ['POST /email', { run: create }],
  createBatch: ['POST /email/batch', { run: createBatch }],
  get: 'GET /email/{emailId}',
});
