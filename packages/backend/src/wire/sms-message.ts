/** A text message sent by the service. */
export interface SMSMessageJSON {
  readonly object: 'sms_message';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Number it was sent from, in E.164 form. */
  readonly from_phone_number: string;
  /** Number it was sent to, in E.164 form. */
  readonly to_phone_number: string;
  /** Text. */
  readonly message: string;
  /** State of the delivery. */
  readonly status: string;
  /** Identifier of the addressed phone number. */
  readonly phone_number_id: string | null;
  /** Values the template was filled with, as they were given. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** User it was sent to. */
  readonly user_id?: string;
  /** Template it was made from. */
  readonly slug?: string | null;
  /** Whether the service delivers it; otherwise the application must. */
  readonly delivered_by_clerk: boolean;
}
