import type { SMSMessageJSON } from '../../wire/sms-message.js';
import { resource } from '../resource.js';

/** A text message sent by the service. */
export class SMSMessage {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Number it was sent from, in E.164 form. */
  declare readonly fromPhoneNumber: string;
  /** Number it was sent to, in E.164 form. */
  declare readonly toPhoneNumber: string;
  /** Text. */
  declare readonly message: string;
  /** State of the delivery. */
  declare readonly status: string;
  /** Identifier of the addressed phone number. */
  declare readonly phoneNumberId: string | null;
  /** Values the template was filled with, as they were given. */
  declare readonly data?: Record<string, unknown> | null | undefined;
}

/** Reads `SMSMessageJSON`. */
export const smsMessage = resource<SMSMessageJSON>()('sms_message', SMSMessage, [
  'id',
  'fromPhoneNumber',
  'toPhoneNumber',
  'message',
  'status',
  'phoneNumberId',
  'data',
]);
