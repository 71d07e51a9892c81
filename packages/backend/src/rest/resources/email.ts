import type { EmailJSON } from '../../wire/email.js';
import { resource } from '../resource.js';

/** An e-mail sent by the service. */
export class Email {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Local part of the sender. */
  declare readonly fromEmailName: string;
  /** Identifier of the addressed e-mail address. */
  declare readonly emailAddressId: string | null;
  /** Address it was sent to. */
  declare readonly toEmailAddress?: string | undefined;
  /** Subject line. */
  declare readonly subject?: string | undefined;
  /** HTML text. */
  declare readonly body?: string | undefined;
  /** Plain text. */
  declare readonly bodyPlain?: string | null | undefined;
  /** State of the delivery. */
  declare readonly status?: string | undefined;
  /** Template it was made from. */
  declare readonly slug?: string | null | undefined;
  /** Values the template was filled with, as they were given. */
  declare readonly data?: Record<string, unknown> | null | undefined;
  /** Whether the service delivers it; otherwise the application must. */
  declare readonly deliveredByClerk?: boolean | undefined;
  /** User it was sent to. */
  declare readonly userId?: string | null | undefined;
  /** Why it was not delivered. */
  declare readonly suppressionReason?: string | null | undefined;
}

/** Reads `EmailJSON`. */
export const email = resource<EmailJSON>()('email', Email, [
  'id',
  'fromEmailName',
  'emailAddressId',
  'toEmailAddress',
  'subject',
  'body',
  'bodyPlain',
  'status',
  'slug',
  'data',
  'deliveredByClerk',
  'userId',
  'suppressionReason',
]);
