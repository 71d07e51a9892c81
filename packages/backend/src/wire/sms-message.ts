/** A text message sent by the service. */
export interface SMSMessageJSON {
  readonly object: 'sms_message';
  readonly id: string;
  readonly from_phone_number: string;
  readonly to_phone_number: string;
  readonly message: string;
  readonly status: string;
  readonly phone_number_id: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** User it was sent to. */
  readonly user_id?: string;
  /** Template it was made from. */
  readonly slug?: string | null;
  /** Whether the service delivers it; otherwise the application must. */
  readonly delivered_by_clerk: boolean;
}
